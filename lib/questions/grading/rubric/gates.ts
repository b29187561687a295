import type { Passage } from './clauses';
import { functionWords } from './common-words';
import { adverbs } from './direction-words';
import type { Token } from './read-words';
import { breaks } from './terms';

/** Why the engine alone must not decide on a response. A flag asks for a person; by itself it takes no points away. */
export type Flag =
  | 'injection'
  | 'keyword-list'
  | 'word-order'
  | 'other-subject'
  | 'copied-prompt'
  | 'repetition'
  | 'other-language'
  | 'hedged'
  | 'too-long';

const emptyPhrases = new Set(
  'idk|dk|i dont know|i do not know|dont know|do not know|no idea|no clue|i have no idea|i have no clue|not sure|im not sure|i am not sure|unsure|none|nothing|n a|na|no|yes|ok|test|tbd|pass|skip|asdf|later|i have nothing to say|nothing to say|we dont know|we do not know|we have no idea|no answer|no response|help|dunno|i dunno|who knows|blank|empty'.split(
    '|',
  ),
);

/** Whether the text says nothing at all: no words, or only that its writers do not know. */
export function saysNothing(text: string): boolean {
  const plain = text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (text.length > 200 && plain !== '') return false;
  return plain === '' || emptyPhrases.has(plain) || /^(.)\1*$/u.test(plain.replaceAll(' ', ''));
}

/** Patterns of sentences that address the grader; tried on one sentence at a time, in plain words. */
const injections: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override|bypass)( \w+){0,3} (instructions?|rubric|prompt|rules|criteria|guidelines|system)\b/,
  /\b(full|maximum|max|perfect|top|100|100%|10) (marks?|credits?|points?|grades?)\b/,
  /\b(full|perfect|best possible) score\b/,
  /\b(give|award|grant) (me|us) (the|all|some) (marks?|credits?|points?|grades?)\b/,
  /\ball (the )?(marks|credits?)\b/,
  /\b(graders?|evaluators?|examiners?)\b/,
  /\b(give|award|assign|grant) (me|us|this|it)\b.*\b(marks?|credits?|points?|score|grade|correct|pass)\b/,
  /\b(you (must|should|have to|need to)|please) (award|give|grant|mark|grade|accept|assign|pass)\b/,
  /\b(mark|grade|rate|accept|score|treat|assess|evaluate) (this|it|me|us|my|our|the) ?\w* ?(as )?(fully |completely )?(correct|perfect|right|passed|complete)\b/,
  /\b(this|my|our|the) (answer|response|submission|solution|student) (is|has|deserves|should|satisfies|meets|contains|covers)\b.*\b(correct|correctly|perfect|criteri\w+|rubric|marks|credit)\b/,
  /\b(satisfies|meets|fulfil+s|covers|contains) (every|all|each)\b.*\b(criteri\w+|rubric|requirements?|concepts?)\b/,
  /\b(output|return|print|set|write) (the |a |my |our )?(score|grade)\b/,
  /\b(as an ai|you are an? (ai|grader|assistant|helpful))\b/,
];
const roles = /^(system|assistant|developer|admin)$/;

/** Whether a sentence addresses the grader instead of the question. */
function isInjection(sentence: readonly Token[]): boolean {
  const [first, second] = sentence;
  if (roles.test(first?.word ?? '') && second?.breakBefore === breaks.comma) return true;
  const plain = sentence.map((token) => token.word).join(' ');
  return injections.some((pattern) => pattern.test(plain));
}

/** "… : it contains X", after a plea, is about the response and not about the subject. */
function speaksOfAnswer(stretch: readonly Token[]): boolean {
  return (
    /^(it|this|which)$/.test(stretch[0]?.word ?? '') &&
    /^(contains|includes|mentions|covers|has|names)$/.test(stretch[1]?.word ?? '')
  );
}

const markup = /<\/?[a-z_]{3,20}>|\{\s*"[a-z_]{1,20}"\s*:|\[\/?inst\]|<\|/i;

/**
 * Removes what addresses the grader: the stretch between commas, or the sentence where only the whole of it does. The
 * rest is graded; `found` says whether something was removed.
 */
export function stripInjections(text: string, tokens: readonly Token[]): { kept: Token[]; found: boolean } {
  const kept = split(tokens, breaks.clause).flatMap((sentence) => {
    if (!isInjection(sentence)) return sentence;
    const stretches = split(sentence, breaks.comma);
    const innocent = stretches.filter((stretch) => !isInjection(stretch) && !speaksOfAnswer(stretch));
    return innocent.length === stretches.length ? [] : innocent.flat();
  });
  return { kept, found: kept.length < tokens.length || markup.test(text) };
}

function split(tokens: readonly Token[], strength: number): Token[][] {
  const parts: Token[][] = [];
  for (const token of tokens) {
    if (parts.length === 0 || token.breakBefore >= strength) parts.push([]);
    parts.at(-1)?.push(token);
  }
  return parts;
}

/** This many of the rubric's words in a row, without grammar between them, are a list of keywords. */
const longestRun = 6;

/** Whether the text strings keywords together instead of saying something. */
export function isKeywordList(tokens: readonly Token[], vocabularyStems: ReadonlySet<string>): boolean {
  let run = 0;
  let fromRubric = 0;
  let longest = 0;
  let words = 0;
  let known = 0;
  let grammar = 0;
  for (const [index, token] of tokens.entries()) {
    const isSign = !/^[a-z]/.test(token.word);
    const isFunction = functionWords.has(token.word) || adverbs.has(token.word);
    if (!isSign) {
      words += 1;
      if (isFunction) grammar += 1;
      if (vocabularyStems.has(token.stem)) known += 1;
    }
    const item =
      token.breakBefore === breaks.comma &&
      (tokens[index + 1]?.breakBefore ?? breaks.comma) !== breaks.comma &&
      (tokens[index + 2]?.breakBefore ?? breaks.comma) !== breaks.comma;
    if (
      isSign ||
      isFunction ||
      token.breakBefore === breaks.weak ||
      token.breakBefore >= breaks.clause ||
      item
    ) {
      run = 0;
      fromRubric = 0;
      if (isSign || isFunction) continue;
    }
    run += 1;
    if (vocabularyStems.has(token.stem)) fromRubric += 1;
    if (fromRubric >= run * 0.7) longest = Math.max(longest, run);
  }
  return (
    longest >= longestRun ||
    countSingleItems(tokens) >= mostSingleItems ||
    (words >= 10 && grammar <= words * 0.22 && known >= words * 0.7 && longest >= 5)
  );
}

/** More items of one word each, one after the other, no sentence has. */
const mostSingleItems = 5;

/** The longest row of content words that stand between commas all by themselves. */
function countSingleItems(tokens: readonly Token[]): number {
  let row = 0;
  let longest = 0;
  for (const [index, token] of tokens.entries()) {
    const isAlone = (tokens[index + 1]?.breakBefore ?? breaks.sentence) >= breaks.comma;
    if (token.breakBefore < breaks.comma && index > 0) continue;
    if (token.breakBefore >= breaks.clause) row = 0;
    row = isAlone && /^[a-z]{3}/.test(token.word) && !functionWords.has(token.word) ? row + 1 : 0;
    longest = Math.max(longest, row);
  }
  return longest;
}

/** Whether most of the text is copied from the question. */
export function isCopied(tokens: readonly Token[], promptTrigrams: ReadonlySet<string>): boolean {
  if (promptTrigrams.size === 0 || tokens.length < 5) return false;
  const covered = new Set<number>();
  for (let index = 0; index + 2 < tokens.length; index += 1) {
    if (!promptTrigrams.has(trigram(tokens, index))) continue;
    for (let at = index; at <= index + 2; at += 1) covered.add(at);
  }
  return covered.size >= tokens.length * 0.75;
}

/** All runs of three stems, for comparing texts. */
export function trigramsOf(tokens: readonly Token[]): Set<string> {
  const trigrams = new Set<string>();
  for (let index = 0; index + 2 < tokens.length; index += 1) trigrams.add(trigram(tokens, index));
  return trigrams;
}

function trigram(tokens: readonly Token[], index: number): string {
  return `${tokens[index]?.stem} ${tokens[index + 1]?.stem} ${tokens[index + 2]?.stem}`;
}

/** Whether the text repeats one statement. */
export function isRepeated(tokens: readonly Token[]): boolean {
  if (tokens.length < 24) return false;
  return trigramsOf(tokens).size < (tokens.length - 2) * 0.5;
}

/** Frequent small words of other languages that English texts do not have. */
const foreignWords = new Set(
  `der das und ist nicht wird werden mit für von dem den ein eine einen auf durch dann sind auch bei zu wenn weil aber sehr mehr alle hat haben kann sich am meisten wort wörter bekommt dass als oder nach
  le les des est et une un du au aux dans pour par sur que qui avec plus sont pas cette ce il elle nous mot mots mais ou très quand parce aussi comme serait leur
  el los las una por con para es se del al y que como más pero son su sus cuando porque luego esas palabra sería muy según entre también
  il lo gli una che di è per con non sono della del nel viene più poi perché parola anche quando
  o os um uma não com para mais como quando porque são pela pelo palavra ser depois
  het een van en niet wordt worden met voor dan zijn ook bij als omdat meer woord
  och är inte det som för att med en ett blir ord mer när
  i nie jest się na do że przez dla jak są oraz
  ve bir bu için ile çok daha olarak`
    .split(/\s+/)
    .filter(
      (word) =>
        !/^(i|a|o|do|en|me|on|as|an|y|is|am|den|die|on|no|so|per|e|comment|or|all|alle|ou|se|al|un|es|du|det|att|pour|plus|sur|man|met|van|dan|bin|log)$/.test(
          word,
        ),
    ),
);

/** Whether the text is written in another language than English, or in another script. */
export function isOtherLanguage(text: string, tokens: readonly Token[]): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const foreignLetters = letters.filter(
    (character) => !/[\p{Script=Latin}\p{Script=Greek}]/u.test(character.normalize('NFKC')),
  );
  if (letters.length >= 4 && foreignLetters.length > letters.length * 0.3) return true;
  let foreign = 0;
  let english = 0;
  for (const { word } of tokens) {
    if (foreignWords.has(word)) foreign += 1;
    else if (functionWords.has(word) && word.length > 1) english += 1;
  }
  return foreign >= 2 && foreign > english;
}

const hedges = [
  'not sure',
  'no wait',
  'wait no',
  'actually no',
  'scratch that',
  'could not agree',
  'not agree',
  'depending on the day',
  'or the other way',
  'either way',
  'no idea',
  'one of us',
  'or was it',
  'dont know',
  'do not know',
];

/** Whether the writers take back, or leave open, what they say. */
export function isHedged(passage: Passage): boolean {
  const plain = ` ${passage.tokens.map((token) => token.word).join(' ')} `;
  return hedges.some((hedge) => plain.includes(` ${hedge} `));
}
