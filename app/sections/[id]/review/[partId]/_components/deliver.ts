import { type CallResult, callApi } from '@/lib/client/call-api';
import type { Decision, DecisionStore, Delivery } from '@/lib/client/decision-outbox';

/** Codes of what goes over by itself. */
const passing = new Set(['offline', 'busy', 'unavailable', 'too-fast']);

function toDelivery<Value>(
  answer: CallResult<Value>,
  toStored: (value: Value) => Omit<Delivery & { is: 'stored' }, 'is'>,
): Delivery {
  if (answer.ok) return { is: 'stored', ...toStored(answer.value) };
  if (passing.has(answer.code) || answer.status >= 500) return { is: 'unreachable' };
  return { is: 'refused', message: answer.message, present: answer.present ?? null };
}

/** Tells the server of a decision. */
export async function deliver(decision: Decision): Promise<Delivery> {
  if (decision.of === 'pair') {
    const { pairSessionId: id, body } = decision;
    const answer = await callApi('POST /api/pair-sessions/{id}/decisions', { id, body });
    return toDelivery(answer, (made) => ({
      id: made.id,
      versions: new Map([[id, made.version]]),
      changed: [],
    }));
  }
  const { sectionId: id, body } = decision;
  const answer = await callApi('POST /api/sections/{id}/decisions', { id, body });
  return toDelivery(answer, ({ decided, changed }) => ({
    id: null,
    versions: new Map(decided.map(({ pairSessionId, version }) => [pairSessionId, version])),
    changed,
  }));
}

/** Keeps decisions on this device under a name. */
export function deviceStore(name: string): DecisionStore {
  return {
    load() {
      try {
        const stored: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
        // Only this class writes under the name.
        return Array.isArray(stored) ? (stored as Decision[]) : [];
      } catch {
        return [];
      }
    },
    save(waiting) {
      try {
        if (waiting.length === 0) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(waiting));
      } catch {
        // Without storage they wait in memory; the page says that they wait.
      }
    },
  };
}
