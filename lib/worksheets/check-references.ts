import { problemsOf as problemsOfReader } from '../explorations/code-reader/steps';
import type { ExplorationName } from '../explorations/names';
import { readParts, readTexts } from '../explorations/settings';
import { problemsOf as problemsOfModel } from '../explorations/trained-attention/settings';
import { fieldPath, splitFieldPath } from '../pairing/field-path';
import type { PreparedPart } from '../questions/define-kind';
import type { AuthoredWorksheet, LoadedPart, LoadedQuestion } from './worksheet';

type Add = (path: readonly (string | number)[], message: string) => void;

interface References {
  authored: AuthoredWorksheet;
  /** By id; parts that do not fit for other reasons are missing. */
  loaded: ReadonlyMap<string, LoadedPart>;
  add: Add;
}

/** Notes every place where a worksheet names a part or a field that is not there, or that does not suit. */
export function checkReferences(
  authored: AuthoredWorksheet,
  questions: readonly LoadedQuestion[],
  add: Add,
): void {
  const loaded = new Map(questions.flatMap(({ parts }) => parts).map((part) => [part.id, part]));
  const references = { authored, loaded, add };
  checkExplorations(references);
  checkComparisons(references);
  checkNamedParts(references);
}

/** What each exploration finds wrong in its own settings. */
const checks: Readonly<Partial<Record<ExplorationName, typeof problemsOfModel>>> = {
  'code-reader': problemsOfReader,
  'trained-attention': problemsOfModel,
};

/** Every part that an exploration names must be there; those that hold its values, in its own question. */
function checkExplorations({ authored, loaded, add }: References): void {
  const partIds = new Set(authored.questions.flatMap(({ parts }) => parts.map(({ id }) => id)));
  authored.questions.forEach(({ body, parts }, questionIndex) => {
    const own = new Set(parts.map(({ id }) => id));
    body.forEach((block, index) => {
      if (!('exploration' in block)) return;
      const path = ['questions', questionIndex, 'body', index, 'with'];
      for (const [name, id] of Object.entries(readParts(block.with))) {
        if (!own.has(id)) add([...path, 'parts', name], `There is no part "${id}" in this question.`);
      }
      if (block.below !== undefined && !own.has(block.below)) {
        const place = ['questions', questionIndex, 'body', index, 'below'];
        add(place, `There is no part "${block.below}" in this question.`);
      }
      for (const name of ['after', 'untrainedAfter']) {
        const id = block.with[name];
        if (id === undefined || (typeof id === 'string' && partIds.has(id))) continue;
        add([...path, name], `There is no part ${JSON.stringify(id)}.`);
      }
      const check = checks[block.exploration];
      for (const problem of check?.(block.with) ?? []) add([...path, ...problem.path], problem.message);
      readTexts(block.with.later).forEach((id, place) => {
        if (!partIds.has(id)) add([...path, 'later', place], `There is no part "${id}".`);
      });
      readTexts(block.with.evidence).forEach((field, place) => {
        const { partId, within } = splitFieldPath(field);
        const where = [...path, 'evidence', place];
        const prepared = loaded.get(partId)?.prepared;
        if (!partIds.has(partId)) add(where, `There is no part "${partId}".`);
        else if (prepared && !prepared.isLongText(within))
          add(
            where,
            `Evidence goes into a text, and "${field}" names none: ${longTextsOf(partId, prepared)}.`,
          );
      });
    });
  });
}

/** The fields of a part that take a text, in words. */
function longTextsOf(partId: string, prepared: PreparedPart): string {
  const paths = prepared.fieldPaths.filter((path) => prepared.isLongText(path));
  const names = paths.map((path) => `"${fieldPath(partId, path)}"`);
  return names.length === 0 ? `part ${partId} has no text` : `part ${partId} has ${names.join(', ')}`;
}

/** A part that another one names must be there, and say one thing that can stand in a sentence. */
function checkNamedParts({ authored, loaded, add }: References): void {
  authored.questions.forEach(({ parts }, questionIndex) => {
    parts.forEach(({ id }, index) => {
      for (const { partId, path } of loaded.get(id)?.prepared.namedParts ?? []) {
        const place = ['questions', questionIndex, 'parts', index, 'spec', ...path];
        const other = loaded.get(partId);
        if (other === undefined) add(place, `There is no part "${partId}".`);
        else if (partId === id) add(place, `Part ${id} cannot name itself.`);
        else if (other.isPrediction) add(place, `What is predicted in ${partId} is nobody else's to read.`);
        else if (!other.prepared.fieldPaths.includes(''))
          add(place, `Part ${partId} has several fields; name a part that has one.`);
      }
    });
  });
}

/** A part that is shown beside another must be there, and have every field that is shown. */
function checkComparisons({ authored, loaded, add }: References): void {
  authored.questions.forEach(({ parts }, questionIndex) => {
    parts.forEach(({ id }, index) => {
      const compared = loaded.get(id)?.prepared.comparedPart;
      if (!compared) return;
      const { partId, path, fieldPaths } = compared;
      const place = ['questions', questionIndex, 'parts', index, 'spec', ...path];
      const other = loaded.get(partId);
      if (other === undefined) add(place, `There is no part "${partId}".`);
      else if (partId === id) add(place, `Part ${id} cannot be compared with itself.`);
      else {
        const missing = fieldPaths.find((field) => !other.prepared.fieldPaths.includes(field));
        if (missing === undefined) return;
        add(place, `Part ${partId} has no field "${missing}", which ${id} would show beside its own.`);
      }
    });
  });
}
