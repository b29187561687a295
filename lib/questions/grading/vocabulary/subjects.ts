const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** People of whom explanations of a subject do not speak: a sentence about them is about something else. */
export const people: ReadonlySet<string> = set(`
  brother brothers sister sisters mother father mom mum dad parents uncle aunt grandma grandpa grandmother grandfather
  daughter wife husband family friend friends boyfriend girlfriend neighbour neighbor
  student students pupil pupils pair lecturer teacher tutor professor instructor examiner classmate classmates
  people person farmer baker chef waiter shopkeeper driver singer kids children man men woman women boy girl
`);

/** What "my" and "our" stand before where writers speak of their own explanation, not of their lives. */
export const ownThings: ReadonlySet<string> = set(`
  opinion view guess answer answers understanding explanation idea ideas example examples case code model numbers letter
  letters experiment experiments calculation calculations table slider prediction predictions map logits probability
  probabilities expectation impression assumption formula solution sketch word words intuition own first second result
  results test tests reason reasons conclusion text observation observations knowledge
`);

/** What "I" and "we" do where they tell of their lives. */
export const everydayVerbs: ReadonlySet<string> = set(`
  like love hate went eat ate drink live lived visit visited met cook cooked clicked travel travelled bought sold sleep
`);
