import { Prose } from '@/lib/ui/prose';
import type { PublicWorksheet } from '@/lib/worksheets/worksheet';
import { QuestionBody } from './question-body';

/** The questions of a worksheet with their texts, rendered on the server. */
export function worksheetQuestions(
  { questions, spoken }: Pick<PublicWorksheet, 'questions' | 'spoken'>,
  rounds: Readonly<Record<string, number>>,
) {
  return questions.map((question) => ({
    id: question.id,
    title: question.title,
    isScored: question.isScored,
    round: rounds[question.id] ?? null,
    body: <QuestionBody spoken={spoken} blocks={question.body} />,
    parts: question.parts
      .filter(({ isPrediction }) => !isPrediction)
      .map((part) => ({ id: part.id, prompt: <Prose markdown={part.prompt} spoken={spoken} /> })),
  }));
}
