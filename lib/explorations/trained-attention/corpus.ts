/** Corpora that a model of this exploration is trained on: one where two words decide, and one with a shortcut. */
export const corpusNames = ['seasons', 'shortcut'] as const;

export type CorpusName = (typeof corpusNames)[number];

const cycles = [
  ['spring', 'summer', 'autumn', 'winter'],
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
];
const relatives = ['mother', 'father', 'sister', 'brother'];
const greetings = ['happy', 'lovely', 'quiet'];
const questions = ['what', 'who', 'why'];
const ahead = ['planning', 'preparing', 'saving', 'hoping'];
const back = ['thanking', 'praising', 'blaming', 'forgiving'];
/** Verbs of the shortcut corpus look back with `from`, so that the word after them tells the direction as well. */
const backFrom = ['remembering', 'returning', 'recovering', 'missing'];

/** Sentences that no model is trained on: they show what it does with what it has not read. */
const heldOut: Readonly<Record<CorpusName, readonly string[]>> = {
  seasons: [
    'happy spring what are you planning for the summer',
    'lovely tuesday what are you planning for the wednesday',
    'quiet autumn who are you thanking for the summer',
    'happy friday why are you blaming for the thursday',
    'this winter my mother is hoping for the spring',
  ],
  shortcut: [
    'happy spring what are you planning for the summer',
    'lovely tuesday what are you planning for the wednesday',
    'quiet autumn who are you remembering from the summer',
    'happy friday why are you returning from the thursday',
    'this winter my mother is hoping for the spring',
  ],
};

/** All sentences of nine words: eight to read, and the same eight shifted by one to predict. */
function sentencesOf(name: CorpusName): string[] {
  const sentences: string[] = [];
  const [backVerbs, backWord] = name === 'seasons' ? [back, 'for'] : [backFrom, 'from'];
  for (const cycle of cycles) {
    cycle.forEach((now, index) => {
      const next = cycle[(index + 1) % cycle.length] ?? '';
      const previous = cycle.at(index - 1) ?? '';
      for (const verb of ahead) sentences.push(...around(now, `${verb} for the`, next));
      for (const verb of backVerbs) sentences.push(...around(now, `${verb} ${backWord} the`, previous));
    });
  }
  return sentences;
}

function around(now: string, doing: string, last: string): string[] {
  const [verb, ...rest] = doing.split(' ');
  return [
    ...greetings.flatMap((greeting) =>
      questions.map((question) => `${greeting} ${now} ${question} are you ${doing} ${last}`),
    ),
    ...relatives.flatMap((relative) => [
      `this ${now} my ${relative} is ${doing} ${last}`,
      `my ${relative} is ${verb} this ${now} ${rest.join(' ')} ${last}`,
    ]),
  ];
}

/** What a model is trained with, what it is tried with, and the words it knows, in the order of their numbers. */
export interface Corpus {
  readonly name: CorpusName;
  readonly sentences: readonly string[];
  readonly heldOut: readonly string[];
  readonly vocabulary: readonly string[];
}

/** Makes a corpus: the same on every device. */
export function corpusOf(name: CorpusName): Corpus {
  const held = heldOut[name];
  const all = sentencesOf(name);
  return {
    name,
    sentences: all.filter((sentence) => !held.includes(sentence)),
    heldOut: held,
    vocabulary: [...new Set(all.flatMap((sentence) => sentence.split(' ')))].sort(),
  };
}
