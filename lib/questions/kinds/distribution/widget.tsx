'use client';

import type { CSSProperties } from 'react';
import { readNumber } from '@/lib/reading/number';
import { formatNumber } from '@/lib/ui/format-number';
import { ConflictList } from '../../fields/conflict-list';
import { fieldText, keyMember, keyText } from '../../fields/field-text';
import { messages as fieldMessages } from '../../fields/messages';
import { NumberField } from '../../fields/number-field';
import { rowSum, shareState } from '../../grading/row-sum';
import type { WidgetProps } from '../../widget';
import styles from './bars.module.css';
import type { DistributionSpec } from './kind';
import { messages } from './messages';

/** The chances of a few outcomes: a number each, drawn as bars while they are typed. */
export function DistributionWidget(props: WidgetProps<DistributionSpec>) {
  const { spec, fields, conflicts, revealedKey, isReadOnly, partnerAt } = props;
  const cells = spec.outcomes.map((_, index) => fieldText(fields[`${index}`]));
  const total = rowSum(cells);
  const state = shareState(total);
  const keys = keyMember(revealedKey, 'value');
  return (
    <div className="grid gap-3">
      {/* biome-ignore lint/a11y/useSemanticElements: the part's own heading names the group */}
      <div
        role="group"
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        className={styles.outcomes}
      >
        {spec.outcomes.map((outcome, index) => {
          const path = `${index}`;
          const read = readNumber(cells[index] ?? '', spec.reading);
          const key = Array.isArray(keys) ? keys[index] : undefined;
          return (
            <div key={outcome} className={styles.outcome}>
              <NumberField
                label={messages.outcome(outcome)}
                text={cells[index] ?? ''}
                verdict={fields[path]?.verdict}
                reading={spec.reading}
                isReadOnly={isReadOnly}
                partner={partnerAt[path]}
                partnerTyping={props.partnerTyping[path]}
                verdictHelp={props.verdictHelp}
                onDraft={(value) => props.draft({ path, value })}
                onCommit={(value) => props.commit([{ path, value }])}
                onFocus={() => props.focus(path)}
                onLeave={() => props.focus(null)}
              />
              <div
                className={styles.track}
                aria-hidden="true"
                style={{ '--share': read.ok ? Math.min(Math.max(read.value, 0), 1) : 0 } as CSSProperties}
              />
              {key !== undefined && (
                <p data-solution="" className="text-sm">
                  <span className="text-muted">{`${fieldMessages.key}: `}</span>
                  <span translate="no" className="font-mono">
                    {keyText(key, (value) => formatNumber(value))}
                  </span>
                </p>
              )}
            </div>
          );
        })}
      </div>
      <p className={`text-sm tabular-nums ${state === 'off' ? 'text-caution' : 'text-muted'}`}>
        {state !== null && total.sum !== null && messages.sum[state](formatNumber(total.sum, 3))}
      </p>
      <ConflictList
        conflicts={conflicts}
        labelOf={(path) => messages.outcome(spec.outcomes[Number(path)] ?? path)}
        resolve={props.resolve}
      />
    </div>
  );
}
