import { parse } from 'yaml';
import { pointsFor } from '../../lib/questions/grading/credit';
import type { Given } from '../../lib/questions/grading/rubric/given';
import type { PreparedRubric } from '../../lib/questions/grading/rubric/rubric';
import { attentionMapKeySchema, prepareAttentionMapKey } from '../../lib/questions/kinds/attention-map/key';
import { attentionMapSpecSchema } from '../../lib/questions/kinds/attention-map/spec';
import { prepareShortAnswerKey, shortAnswerKeySchema } from '../../lib/questions/kinds/short-answer/key';
import { shortAnswerSpecSchema } from '../../lib/questions/kinds/short-answer/spec';
import type { FormulaScope } from '../../lib/reference/expression';
import { drawValues } from '../../lib/worksheets/draws';
import { loadWorksheet } from '../../lib/worksheets/load';
import { type AuthoredWorksheet, worksheetSchema } from '../../lib/worksheets/worksheet';
import { defaultSeed } from '../../lib/worksheets/worksheet-for';

/** A text that a worksheet asks for, with its rubric. */
export interface WrittenText {
  rubric: PreparedRubric;
  given: Given;
  /** Of a text with full marks. */
  points: number;
}

type AuthoredPart = AuthoredWorksheet['questions'][number]['parts'][number];

/**
 * The text at a path: `1a`, a field as `1d/always`, the reason of an attention map as `2b/reason`.
 *
 * @throws Error, a sentence, where the file does not load or asks for no such text.
 */
export function findText(source: string, fileName: string, path: string): WrittenText {
  loadWorksheet(source, fileName);
  const [partId = '', ...rest] = path.split('/');
  const fieldId = rest.join('/');
  const { questions } = worksheetSchema.parse(parse(source));
  const question = questions.find(({ parts }) => parts.some(({ id }) => id === partId));
  const part = question?.parts.find(({ id }) => id === partId);
  if (!question || !part) {
    const known = questions.flatMap(({ parts }) => parts.map(({ id }) => id));
    throw new Error(`${fileName} has no part ${partId}: it has ${known.join(', ')}.`);
  }
  if (part.kind === 'short-answer') return textOfShortAnswer(part, fieldId);
  if (part.kind === 'attention-map') {
    const names = question.draws ? drawValues(question.draws, defaultSeed) : {};
    return reasonOfMap(part, fieldId, names);
  }
  throw new Error(`Part ${partId} is not answered in words: it is of the kind ${part.kind}.`);
}

function textOfShortAnswer({ id, spec, key, points }: AuthoredPart, fieldId: string): WrittenText {
  const { whole, fields } = prepareShortAnswerKey(
    shortAnswerSpecSchema.parse(spec ?? {}),
    shortAnswerKeySchema.parse(key),
  );
  if (fieldId === '') return { rubric: whole, given: {}, points };
  const field = fields.get(fieldId);
  if (field) return { rubric: field.rubric, given: field.given, points: pointsFor(points, field.share) };
  const known = [...fields.keys()].map((name) => `${id}/${name}`).join(', ');
  throw new Error(`Part ${id} has no field ${fieldId}${known && `: it has ${known}`}.`);
}

/** The reason alone: what chosen words say beside it belongs to each pair. */
function reasonOfMap(
  { id, spec, key, points }: AuthoredPart,
  fieldId: string,
  names: FormulaScope,
): WrittenText {
  const { rubric, credit } = prepareAttentionMapKey(
    attentionMapSpecSchema.parse(spec),
    attentionMapKeySchema.parse(key),
    names,
  );
  if (!rubric || fieldId !== 'reason')
    throw new Error(`Part ${id} is answered in words only in ${id}/reason.`);
  return { rubric, given: {}, points: pointsFor(points, credit.reason) };
}
