import { CodeBlock, highlightLines } from '@/lib/ui/code-block';
import { Prose } from '@/lib/ui/prose';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import type { Block, PublicWorksheet } from '@/lib/worksheets/worksheet';
import { ExplorationSlot } from './exploration-slot';
import { MatrixTable } from './matrix-table';
import styles from './tables.module.css';

type Spoken = PublicWorksheet['spoken'];

interface QuestionBodyProps {
  questionId: string;
  blocks: readonly Block[];
  spoken: Spoken;
}

/** The body of a question, before its parts: text, code, matrices, tables and explorations, in order. */
export function QuestionBody({ questionId, blocks, spoken }: QuestionBodyProps) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a published worksheet never move
    <BlockView key={index} block={block} spoken={spoken} questionId={questionId} />
  ));
}

function BlockView({ block, spoken, questionId }: { block: Block; spoken: Spoken; questionId: string }) {
  switch (block.type) {
    case 'text':
      return <Prose markdown={block.markdown} spoken={spoken} />;
    case 'code':
      return (
        <CodeBlock
          code={block.code}
          language={block.language}
          {...(block.caption !== null && { caption: block.caption })}
        />
      );
    case 'matrix':
      return <MatrixTable {...block} />;
    case 'table':
      return <PlainTable {...block} />;
    case 'exploration':
      return <Exploration block={block} questionId={questionId} />;
  }
}

type ExplorationBlock = Extract<Block, { type: 'exploration' }>;

/** An exploration, with the code of its settings highlighted here, because browsers load no highlighter. */
async function Exploration({ block, questionId }: { block: ExplorationBlock; questionId: string }) {
  const { code } = block.with;
  return (
    <ExplorationSlot
      name={block.name}
      settings={block.with}
      questionId={questionId}
      codeLines={typeof code === 'string' ? await highlightLines(code, 'python') : []}
    />
  );
}

function PlainTable({ header, rows, caption }: Extract<Block, { type: 'table' }>) {
  return (
    <ScrollRegion className="max-w-full overflow-x-auto" label={caption}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        {header && (
          <thead>
            <tr>
              {header.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a printed table have no other identity
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells of a printed table have no other identity
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
