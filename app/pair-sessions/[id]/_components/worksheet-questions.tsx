import { Prose } from '@/lib/ui/prose';
import type { Block, PublicWorksheet } from '@/lib/worksheets/worksheet';
import { QuestionBody } from './question-body';

/** The blocks that stand below a part; for null, those before all parts. */
function blocksBelow(blocks: readonly Block[], partId: string | null): Block[] {
  return blocks.filter((block) => (block.type === 'exploration' ? block.below : null) === partId);
}

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
    body: <QuestionBody questionId={question.id} spoken={spoken} blocks={blocksBelow(question.body, null)} />,
    parts: question.parts
      .filter(({ isPrediction }) => !isPrediction)
      .map((part) => ({
        id: part.id,
        prompt: <Prose markdown={part.prompt} spoken={spoken} />,
        below: (
          <QuestionBody
            questionId={question.id}
            spoken={spoken}
            blocks={blocksBelow(question.body, part.id)}
          />
        ),
      })),
  }));
}
