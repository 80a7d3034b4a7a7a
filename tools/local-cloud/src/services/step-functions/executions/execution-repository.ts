import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../contract/database.ts';
import type { StateEntry } from '../language/interpreter-host.ts';
import type {
  ExecutionResult,
  Execution,
  ExecutionStatus,
  HistoryEvent,
  InterruptedExecution,
} from './execution.ts';
import type { Json } from '../../../contract/json/json.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS definition (id TEXT PRIMARY KEY, text TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS execution (
    arn TEXT PRIMARY KEY, state_machine_arn TEXT NOT NULL, state_machine_name TEXT NOT NULL, name TEXT NOT NULL,
    role_arn TEXT NOT NULL, definition_id TEXT NOT NULL, input TEXT NOT NULL, started_at INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'RUNNING', stopped_at INTEGER, output TEXT, error TEXT, cause TEXT,
    state_name TEXT, state_input TEXT, entered_at INTEGER, token TEXT);
  CREATE INDEX IF NOT EXISTS by_state_machine ON execution (state_machine_arn, started_at);
  CREATE INDEX IF NOT EXISTS by_status ON execution (status) WHERE status = 'RUNNING';
  CREATE TABLE IF NOT EXISTS event (
    execution_arn TEXT NOT NULL, id INTEGER NOT NULL, previous_id INTEGER NOT NULL, timestamp INTEGER NOT NULL,
    type TEXT NOT NULL, details TEXT NOT NULL, PRIMARY KEY (execution_arn, id)) WITHOUT ROWID;`;

const SELECT = `SELECT execution.*, definition.text AS definition_text
  FROM execution JOIN definition ON definition.id = definition_id`;

export interface ExecutionRepository {
  insert(execution: Execution): void;
  saveStateEntry(executionArn: string, entry: StateEntry): void;
  saveResult(executionArn: string, result: ExecutionResult): void;
  /** Removes the result of an execution, so that it can resume. */
  markRunning(executionArn: string): void;
  find(executionArn: string): Execution | undefined;
  /** Newest first. */
  listByStateMachine(
    stateMachineArn: string,
    status: ExecutionStatus | undefined,
    offset: number,
    limit: number,
  ): Execution[];
  getStateEntry(executionArn: string): StateEntry | undefined;
  listInterrupted(): InterruptedExecution[];
  appendEvent(executionArn: string, event: HistoryEvent): void;
  listEvents(executionArn: string, order: 'ASC' | 'DESC', offset: number, limit: number): HistoryEvent[];
  /** 0 when the execution has no events. */
  getLastEventId(executionArn: string): number;
  countRedrives(executionArn: string): number;
  /** Deletes the executions of a state machine with their events. */
  deleteByStateMachine(stateMachineArn: string): void;
  close(): void;
}

type Row = Record<string, string | number | null>;

/**
 * Stores executions in `step-functions.sqlite`. Each change is written before the call returns, so that it survives
 * a SIGKILL.
 *
 * @throws CorruptState when the file cannot be read
 */
export function sqliteExecutionRepository(stateFolder: string): ExecutionRepository {
  mkdirSync(stateFolder, { recursive: true });
  const database = openDatabase(join(stateFolder, 'step-functions.sqlite'));
  database.exec(SCHEMA);
  const insertDefinition = database.prepare('INSERT OR IGNORE INTO definition VALUES (?, ?)');
  const insertExecution = database.prepare(
    'INSERT INTO execution (arn, state_machine_arn, state_machine_name, name, role_arn, definition_id, input, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const updateEntry = database.prepare(
    'UPDATE execution SET state_name = ?, state_input = ?, entered_at = ?, token = ? WHERE arn = ?',
  );
  const updateEnding = database.prepare(
    'UPDATE execution SET status = ?, stopped_at = ?, output = ?, error = ?, cause = ? WHERE arn = ?',
  );
  const selectOne = database.prepare(`${SELECT} WHERE arn = ?`);
  const selectPage = database.prepare(
    `${SELECT} WHERE state_machine_arn = ? AND (? IS NULL OR status = ?) ORDER BY started_at DESC, execution.rowid DESC LIMIT ? OFFSET ?`,
  );
  const selectRunning = database.prepare(
    `${SELECT} WHERE status = 'RUNNING' ORDER BY started_at, execution.rowid`,
  );
  const insertEvent = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)');
  const selectLastId = database.prepare('SELECT MAX(id) AS id FROM event WHERE execution_arn = ?');
  const selectRedrives = database.prepare(
    "SELECT COUNT(*) AS count FROM event WHERE execution_arn = ? AND type = 'ExecutionRedriven'",
  );
  const deleteEvents = database.prepare(
    'DELETE FROM event WHERE execution_arn IN (SELECT arn FROM execution WHERE state_machine_arn = ?)',
  );
  const deleteExecutions = database.prepare('DELETE FROM execution WHERE state_machine_arn = ?');

  return {
    insert({ arn, stateMachineArn, stateMachineName, name, roleArn, definitionText, input, startedAtMs }) {
      const definitionId = createHash('sha256').update(definitionText).digest('hex');
      insertDefinition.run(definitionId, definitionText);
      insertExecution.run(
        arn,
        stateMachineArn,
        stateMachineName,
        name,
        roleArn,
        definitionId,
        input,
        startedAtMs,
      );
    },
    saveStateEntry(executionArn, { stateName, input, enteredAtMs, token }) {
      updateEntry.run(stateName, JSON.stringify(input), enteredAtMs, token ?? null, executionArn);
    },
    saveResult(executionArn, { status, stoppedAtMs, output, error, cause }) {
      updateEnding.run(status, stoppedAtMs, output ?? null, error ?? null, cause ?? null, executionArn);
    },
    markRunning(executionArn) {
      updateEnding.run('RUNNING', null, null, null, null, executionArn);
    },
    find(executionArn) {
      const row = selectOne.get(executionArn) as Row | undefined;
      return row && toExecution(row);
    },
    listByStateMachine: (stateMachineArn, status, offset, limit) =>
      (selectPage.all(stateMachineArn, status ?? null, status ?? null, limit, offset) as Row[]).map(
        toExecution,
      ),
    getStateEntry(executionArn) {
      const row = selectOne.get(executionArn) as Row | undefined;
      return row && toStateEntry(row);
    },
    listInterrupted: () =>
      (selectRunning.all() as Row[]).map((row) => ({
        execution: toExecution(row),
        entry: toStateEntry(row),
      })),
    appendEvent(executionArn, { id, previousEventId, timestampMs, type, details }) {
      insertEvent.run(executionArn, id, previousEventId, timestampMs, type, details);
    },
    listEvents: (executionArn, order, offset, limit) =>
      (
        database
          .prepare(`SELECT * FROM event WHERE execution_arn = ? ORDER BY id ${order} LIMIT ? OFFSET ?`)
          .all(executionArn, limit, offset) as Row[]
      ).map(toHistoryEvent),
    getLastEventId: (executionArn) => Number((selectLastId.get(executionArn) as Row)['id'] ?? 0),
    countRedrives: (executionArn) => Number((selectRedrives.get(executionArn) as Row)['count']),
    deleteByStateMachine(stateMachineArn) {
      deleteEvents.run(stateMachineArn);
      deleteExecutions.run(stateMachineArn);
    },
    close: () => database.close(),
  };
}

const toExecution = (row: Row): Execution => ({
  arn: String(row['arn']),
  stateMachineArn: String(row['state_machine_arn']),
  stateMachineName: String(row['state_machine_name']),
  name: String(row['name']),
  roleArn: String(row['role_arn']),
  definitionText: String(row['definition_text']),
  input: String(row['input']),
  startedAtMs: Number(row['started_at']),
  ...(row['status'] !== 'RUNNING' && { result: toExecutionResult(row) }),
});

const toExecutionResult = (row: Row): ExecutionResult => ({
  status: String(row['status']) as ExecutionResult['status'],
  stoppedAtMs: Number(row['stopped_at']),
  ...(row['output'] !== null && { output: String(row['output']) }),
  ...(row['error'] !== null && { error: String(row['error']) }),
  ...(row['cause'] !== null && { cause: String(row['cause']) }),
});

const toStateEntry = (row: Row): StateEntry | undefined =>
  row['state_name'] === null
    ? undefined
    : {
        stateName: String(row['state_name']),
        input: JSON.parse(String(row['state_input'])) as Json,
        enteredAtMs: Number(row['entered_at']),
        ...(row['token'] !== null && { token: String(row['token']) }),
      };

const toHistoryEvent = (row: Row): HistoryEvent => ({
  id: Number(row['id']),
  previousEventId: Number(row['previous_id']),
  timestampMs: Number(row['timestamp']),
  type: String(row['type']),
  details: String(row['details']),
});
