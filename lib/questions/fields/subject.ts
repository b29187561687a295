/**
 * What an author asks in words that take their subject from elsewhere: `{1b}` stands for what the pair says in part 1b,
 * `{focus}` for what it says in another field of the same part. Pieces between backticks are code.
 */
export type SubjectPiece =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'name'; name: string };

const special = /`([^`]+)`|\{([A-Za-z0-9][A-Za-z0-9_-]*)\}/g;

/** Cuts a question into its pieces, in order. */
export function subjectPieces(question: string): SubjectPiece[] {
  const pieces: SubjectPiece[] = [];
  let at = 0;
  for (const { 0: whole, 1: code, 2: name = '', index } of question.matchAll(special)) {
    if (index > at) pieces.push({ type: 'text', text: question.slice(at, index) });
    pieces.push(code === undefined ? { type: 'name', name } : { type: 'code', text: code });
    at = index + whole.length;
  }
  if (at < question.length) pieces.push({ type: 'text', text: question.slice(at) });
  return pieces;
}

/** The parts and fields that a question takes its subject from. */
export function subjectNames(question: string): string[] {
  return subjectPieces(question).flatMap((piece) => (piece.type === 'name' ? [piece.name] : []));
}

/** A question as plain text, for sentences that quote it: `…` stands where the subject comes from elsewhere. */
export function plainQuestion(question: string): string {
  return subjectPieces(question)
    .map((piece) => (piece.type === 'name' ? '…' : piece.text))
    .join('');
}
