import type { OpConflict } from '@/lib/schemas/ops';
import type { SqlTx } from '../database/sql-transaction';
import type { TokenSubmission } from './pair-state';
import { type StoredRow, type Wanted, wantedStatement } from './room-statements';
import { parseRow } from './stored-rows';

/** First answers to what was sent before, and texts, by pair session. */
export interface Found {
  accepted: Map<string, { opId: string; path: string; version: number; verdict: string | null }>;
  refused: Map<string, OpConflict>;
  /** By token. */
  repeated: Map<string, TokenSubmission>;
  documents: Map<string, Uint8Array>;
}

/** What was found for a pair session that nothing was asked of yet. */
export function foundNothing(): Found {
  return { accepted: new Map(), refused: new Map(), repeated: new Map(), documents: new Map() };
}

/** Reads what commands ask for besides their rooms, by one statement. */
export async function readWanted(
  reader: Pick<SqlTx, '$queryRaw'>,
  wanted: Wanted,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const statement = wantedStatement(wanted);
  for (const row of statement ? await reader.$queryRaw<StoredRow[]>(statement) : []) {
    const ofPair = found.get(row.pairSessionId) ?? foundNothing();
    found.set(row.pairSessionId, ofPair);
    put(ofPair, row);
  }
  return found;
}

function put({ accepted, refused, repeated, documents }: Found, row: StoredRow): void {
  if (row.what === 'accepted') {
    const op = parseRow<{ opId: string; path: string; version: number; verdict: string | null }>(row);
    accepted.set(op.opId, op);
  } else if (row.what === 'refused') {
    const { bySeatId: by, ...op } = parseRow<Omit<OpConflict, 'by'> & { bySeatId: string }>(row);
    refused.set(op.opId, { ...op, by });
  } else if (row.what === 'repeated' || row.what === 'repeat') {
    const { token, ...submission } = parseRow<Omit<TokenSubmission, 'isRepeat'> & { token: string }>(row);
    repeated.set(token, { ...submission, isRepeat: row.what === 'repeat' });
  } else if (row.bytes) {
    documents.set(parseRow<{ path: string }>(row).path, row.bytes);
  }
}
