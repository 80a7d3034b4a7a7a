import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

/** Money that the provider held for somebody, and what became of it. Amounts in minor units. */
export interface Charge {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'authorized' | 'captured' | 'voided';
  readonly refunded: number;
}

export interface Answer {
  readonly status: number;
  readonly body: object;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS charges (
    id TEXT PRIMARY KEY, reference TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
    status TEXT NOT NULL, refunded INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS charges_by_reference ON charges (reference);
  CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS refused_once (key TEXT PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, payload TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

export type Ledger = ReturnType<typeof openLedger>;

/** The provider's books, in one SQLite file: a restart forgets no charge, no answer and no event that is still to be sent. */
export function openLedger(file: string) {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; ${SCHEMA}`);
  const run = (sql: string, ...values: (string | number)[]) => database.prepare(sql).run(...values);
  const all = <T>(sql: string, ...values: string[]) => database.prepare(sql).all(...values) as T[];

  return {
    charge: (id: string) => all<Charge>('SELECT * FROM charges WHERE id = ?', id)[0],
    chargesOf: (reference: string) =>
      all<Charge>('SELECT * FROM charges WHERE reference = ? ORDER BY rowid', reference),

    add(charge: Pick<Charge, 'reference' | 'amount' | 'currency'>): Charge {
      const added: Charge = { id: `auth_${randomUUID()}`, ...charge, status: 'authorized', refunded: 0 };
      const { id, reference, amount, currency, status } = added;
      run('INSERT INTO charges VALUES (?, ?, ?, ?, ?, 0)', id, reference, amount, currency, status);
      return added;
    },
    update({ id, status, refunded }: Charge): void {
      run('UPDATE charges SET status = ?, refunded = ? WHERE id = ?', status, refunded, id);
    },

    /** Does the work of a request and keeps its answer in one transaction; the same key answers the same again. */
    once(key: string, request: string, work: () => Answer): Answer & { readonly isFirst: boolean } {
      type Kept = { request: string; status: number; body: string };
      const [kept] = all<Kept>('SELECT request, status, body FROM answers WHERE key = ?', key);
      if (kept && kept.request !== request)
        return { status: 422, body: { code: 'idempotency-key-reused' }, isFirst: false };
      if (kept) return { status: kept.status, body: JSON.parse(kept.body) as object, isFirst: false };
      return this.atomically(() => {
        const answer = work();
        const body = JSON.stringify(answer.body);
        run('INSERT INTO answers VALUES (?, ?, ?, ?)', key, request, answer.status, body);
        return { ...answer, isFirst: true };
      });
    },
    atomically<T>(work: () => T): T {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    /** True the first time that it is asked about a key. */
    isFirstRefusal: (key: string) => run('INSERT OR IGNORE INTO refused_once VALUES (?)', key).changes === 1,

    addEvent: (id: string, payload: string) => void run('INSERT INTO events VALUES (?, ?)', id, payload),
    unsentEvents: () => all<{ id: string; payload: string }>('SELECT id, payload FROM events ORDER BY rowid'),
    removeEvent: (id: string) => void run('DELETE FROM events WHERE id = ?', id),

    /** A setting that is made up once. */
    setting(name: string, make: () => string): string {
      run('INSERT OR IGNORE INTO settings VALUES (?, ?)', name, make());
      return all<{ value: string }>('SELECT value FROM settings WHERE name = ?', name)[0]!.value;
    },
    close: () => database.close(),
  };
}
