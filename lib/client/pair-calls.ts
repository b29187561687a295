import type { ApiAnswer, ApiBody, ApiRoute } from '@/lib/schemas/api-routes';
import type { Json } from '@/lib/schemas/json';
import type { DisagreementStep } from '@/lib/schemas/pair-calls';
import type { ProposalView } from '@/lib/schemas/pair-view';
import type { SubmissionView } from '@/lib/schemas/submission';
import { type CallOptions, type CallResult, callApi } from './call-api';
import type { UnfinishedCheck } from './outbox';
import type { PairState } from './pair-state';
import { randomId } from './random-id';

/** What a call of the page comes to: done, or a sentence for the person. */
export type Outcome<T = null> = { ok: true; value: T } | { ok: false; code: string; message: string };

type HandInState = ApiAnswer<'POST /api/pair-sessions/{id}/hand-ins'>['state'];

/** What a pair asks for besides edits. `seatId` says who, where two people sit at one screen. */
export interface PairCalls {
  /** Saves what waits, then grades the part's draft as an attempt. */
  check(partId: string): Promise<Outcome<SubmissionView>>;
  reveal(partId: string, seatId?: string): Promise<Outcome<'proposed' | 'revealed'>>;
  handIn(partId: string, seatId?: string): Promise<Outcome<HandInState>>;
  cancelProposal(partId: string, purpose: ProposalView['purpose'], seatId?: string): Promise<Outcome>;
  /** A step of a pair that disagrees on a part, by one of its seats. */
  disagree(partId: string, step: DisagreementStep, seatId?: string): Promise<Outcome<HandInState>>;
  /** Draws new numbers for a question that has them, for both partners. */
  newNumbers(questionId: string): Promise<Outcome>;
  /** Stores what a person predicts before trying things out, by part; the first one stays. */
  predict(seatId: string, responses: Readonly<Record<string, Json>>): Promise<Outcome>;
  /** Sets who drives; `questionId` is the question at which the pair was asked. */
  drive(seatId: string, questionId?: string): Promise<Outcome>;
  addSeat(person: ApiBody<'POST /api/pair-sessions/{id}/seats'>): Promise<Outcome>;
  /** Answers somebody who wants to join at a cost for those who sit here. */
  answerJoinRequest(requestId: string, agrees: boolean): Promise<Outcome>;
  leave(): Promise<Outcome>;
  /** Checks that this person asked for and the server has not answered, because the seat is in another pair session now. */
  unfinishedChecks(): UnfinishedCheck[];
  /** Sends a check that was asked for in the pair session from which this one was split. */
  finishCheck(check: UnfinishedCheck): Promise<Outcome<SubmissionView>>;
}

interface PairCallsOptions {
  /** Of the pair session. */
  id: string;
  /** Calls wait for this: before the page's connection is open there is nobody to answer them. */
  opened: Promise<void>;
  getState(): PairState;
  /** Waits until everything typed is saved. */
  saveAll(): Promise<Outcome>;
  /** Fetches the view again. */
  refresh(): Promise<void>;
  reopenStream(): void;
}

const checkTries = 3;

function done(answer: CallResult<unknown>): Outcome {
  return answer.ok ? { ok: true, value: null } : answer;
}

export function makePairCalls({
  id,
  opened,
  getState,
  saveAll,
  refresh,
  reopenStream,
}: PairCallsOptions): PairCalls {
  const actingSeatId = () => getState().actingSeatId;
  const unfinished = new Map<string, UnfinishedCheck>();

  async function act<Route extends ApiRoute>(
    route: Route,
    options: CallOptions<Route>,
  ): Promise<CallResult<ApiAnswer<Route>>> {
    await opened;
    const saved = await saveAll();
    if (!saved.ok) return { ...saved, status: 0 };
    const answer = await callApi(route, options);
    await refresh();
    return answer;
  }
  async function handIn(
    body: ApiBody<'POST /api/pair-sessions/{id}/hand-ins'>,
  ): Promise<Outcome<HandInState>> {
    const answer = await act('POST /api/pair-sessions/{id}/hand-ins', { id, body });
    return answer.ok ? { ok: true, value: answer.value.state } : answer;
  }
  async function sendCheck(check: UnfinishedCheck): Promise<Outcome<SubmissionView>> {
    unfinished.set(check.token, check);
    const body = { ...check, seatId: actingSeatId() };
    let answer = await act('POST /api/pair-sessions/{id}/submissions', { id, body });
    for (
      let tries = 1;
      !answer.ok && answer.status === 0 && answer.code === 'offline' && tries < checkTries;
      tries += 1
    ) {
      answer = await act('POST /api/pair-sessions/{id}/submissions', { id, body });
    }
    // Without a seat here, the check goes to where the person sits now.
    if (getState().link !== 'gone') unfinished.delete(check.token);
    return answer;
  }
  return {
    check: (partId) => sendCheck({ partId, token: randomId() }),
    finishCheck: sendCheck,
    unfinishedChecks: () => [...unfinished.values()],
    async reveal(partId, seatId = actingSeatId()) {
      const body = { partId, seatId };
      const answer = await act('POST /api/pair-sessions/{id}/reveals', { id, body });
      return answer.ok ? { ok: true, value: 'key' in answer.value ? 'revealed' : 'proposed' } : answer;
    },
    handIn: (partId, seatId = actingSeatId()) => handIn({ partId, seatId }),
    disagree: (partId, step, seatId = actingSeatId()) => handIn({ partId, seatId, disagree: true, step }),
    cancelProposal: async (partId, purpose, seatId = actingSeatId()) =>
      done(
        await act('POST /api/pair-sessions/{id}/cancellations', {
          id,
          body: { partId, purpose, seatId },
        }),
      ),
    async newNumbers(questionId) {
      const { actingSeatId: seatId, view } = getState();
      return done(
        await act('POST /api/pair-sessions/{id}/new-numbers', {
          id,
          body: { questionId, round: view.rounds[questionId] ?? 0, seatId },
        }),
      );
    },
    predict: async (seatId, responses) =>
      done(await act('POST /api/pair-sessions/{id}/predictions', { id, body: { seatId, responses } })),
    drive: async (driverSeatId, questionId) =>
      done(
        await act('POST /api/pair-sessions/{id}/driver-changes', {
          id,
          body: { driverSeatId, questionId, seatId: actingSeatId() },
        }),
      ),
    async answerJoinRequest(requestId, agrees) {
      const body = { requestId, agrees };
      const answer = await callApi('POST /api/pair-sessions/{id}/join-answers', { id, body });
      await refresh();
      return done(answer);
    },
    async addSeat(body) {
      await opened;
      const answer = await callApi('POST /api/pair-sessions/{id}/seats', { id, body });
      // The open stream does not know a seat that was proved later.
      if (answer.ok) reopenStream();
      await refresh();
      return done(answer);
    },
    leave: async () =>
      done(await act('POST /api/pair-sessions/{id}/leave', { id, body: { seatId: actingSeatId() } })),
  };
}
