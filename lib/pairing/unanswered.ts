/** So long a wish to agree again waits for whoever has not confirmed an answer. */
const answerWithinMs = 10 * 60_000;

/** When somebody who asked to agree again, and got no answer, may go back to the shared answer alone. */
export function mayGoBackAt(askedAt: string): Date {
  return new Date(new Date(askedAt).getTime() + answerWithinMs);
}
