'use client';

import { scoreState } from '@/lib/pairing/score-state';
import { formatPoints } from '@/lib/ui/format-number';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import { usePair } from './pair-context';

/** Current score for a part. */
export function CurrentScore({ partId }: { partId: string }) {
  const { view } = usePair().state;
  const score = view.scores[partId];
  const part = view.parts.find(({ id }) => id === partId);
  if (!score || !part?.isScored) return null;
  const total = formatPoints(score.total);
  const state = scoreState(score);
  const isShared = view.seats.filter(({ isYours }) => isYours).length > 1;
  return (
    <dl
      className={`ms-auto text-end max-sm:ms-0 max-sm:text-start ${score.outcome === null ? 'print:hidden' : ''}`}
    >
      <dt className="text-[0.8125rem] text-muted">{messages.currentScore.label}</dt>
      <dd className="font-semibold tabular-nums">
        {/* An element of its own: a browser that translates the page replaces bare text, and React loses it. */}
        <span>
          {state === 'none'
            ? messages.currentScore.nothing
            : state === 'waiting'
              ? messages.currentScore.waiting
              : messages.currentScore.graded(formatPoints(score.earned), total)}
        </span>
        {score.overridden && <span className={asideLook}>{` ${messages.currentScore.overridden}`}</span>}
        {score.kept?.map(({ name, earned, total: of, with: others }) => (
          <span key={name} className={`${asideLook} block`}>
            {messages.currentScore.kept(
              isShared ? name : null,
              formatPoints(earned),
              formatPoints(of),
              others.join(' and '),
            )}
          </span>
        ))}
        {score.attempts > 1 && !score.overridden && !score.kept && state !== 'waiting' && (
          <span className={asideLook}>
            {` ${view.policy.counting === 'last' ? messages.currentScore.last : messages.currentScore.best}`}
          </span>
        )}
      </dd>
    </dl>
  );
}
