import { AppError } from '#libs/errors';
import { documentClient, existingItem, isConditionFailure, dynamoDbRecordRepository } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { DynamoDbClient } from '#libs/aws';
import type { JobFailure, JobRecord, JobStatus } from '../models/job.ts';
import type { JobLease, JobRepository } from './job-repository.ts';

const UNFINISHED: readonly JobStatus[] = ['queued', 'running', 'canceling'];

interface Update {
  readonly set: Readonly<Record<string, unknown>>;
  /** Set only if absent. */
  readonly setOnce?: Readonly<Record<string, unknown>>;
  /** Condition: the status of the record is one of these. */
  readonly statuses: readonly JobStatus[];
  /** Condition: this is its last attempt. */
  readonly attempt?: number;
  /** Starts an attempt of this task. Condition: it has not started one. */
  readonly startsAttemptOf?: string;
  /**
   * Returns whether a record that does not meet the conditions is the result of this very update. The client repeats a write
   * whose response was lost or late.
   */
  readonly isResult?: (record: JobRecord) => boolean;
}

/** Keyed by `jobId`, with the index `byKind`. */
export function dynamoDbJobRepository(
  tableName: string,
  client: DynamoDbClient = documentClient(),
): JobRepository {
  const lists = dynamoDbRecordRepository<JobRecord>(tableName, ['jobId'], client);

  async function update(jobId: string, change: Update): Promise<JobRecord | undefined> {
    try {
      const { Attributes } = await client.update({
        TableName: tableName,
        Key: { jobId },
        ...expressions(change),
      });
      return Attributes as JobRecord;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      const existing = existingItem(error) as JobRecord | undefined;
      return existing && change.isResult?.(existing) ? existing : undefined;
    }
  }

  async function updateLeased(
    { jobId, attempt }: JobLease,
    set: Update['set'],
    isResult: NonNullable<Update['isResult']> = () => false,
  ): Promise<JobStatus> {
    const updated = await update(jobId, { set, attempt, statuses: UNFINISHED, isResult });
    if (!updated)
      throw new AppError('conflict', 'job.superseded', {
        detail: `The job has ended, or another task took over after attempt ${attempt}.`,
      });
    return updated.status;
  }

  const end = (jobId: string, status: 'failed' | 'canceled', failure: JobFailure, now: Date) =>
    update(jobId, {
      set: { status, endedAt: now.toISOString(), ...(status === 'failed' && { failure }) },
      statuses: status === 'canceled' ? ['canceling'] : ['queued', 'running'],
    });

  const get = async (jobId: string): Promise<JobRecord | undefined> => {
    const { Item } = await client.get({ TableName: tableName, Key: { jobId }, ConsistentRead: true });
    return Item as JobRecord | undefined;
  };

  return {
    get,

    async insert(job) {
      const record = { ...job, correlationId: correlationId() };
      await client
        .put({
          TableName: tableName,
          Item: record,
          ConditionExpression: 'attribute_not_exists(jobId)',
        })
        .catch((error: unknown) => {
          if (isConditionFailure(error)) throw new AppError('conflict', 'job.exists', { cause: error });
          throw error;
        });
      return record;
    },

    async list({ kind, ...page }) {
      const { items, ...rest } = await lists.list({
        index: 'byKind',
        partition: { kind },
        newestFirst: true,
        ...page,
      });
      return { items: items as JobRecord[], ...rest };
    },

    requestCancel: (jobId) =>
      update(jobId, { set: { status: 'canceling' }, statuses: ['queued', 'running', 'canceling'] }),

    async begin(jobId, task, now) {
      const at = now.toISOString();
      const begins = {
        startsAttemptOf: task,
        setOnce: { startedAt: at },
        isResult: (record: JobRecord) => record.task === task && UNFINISHED.includes(record.status),
      };
      return (
        (await update(jobId, {
          ...begins,
          set: { status: 'running', task, heartbeatAt: at },
          statuses: ['queued', 'running'],
        })) ?? update(jobId, { ...begins, set: { task, heartbeatAt: at }, statuses: ['canceling'] })
      );
    },

    heartbeat: (lease, now) => updateLeased(lease, { heartbeatAt: now.toISOString() }),

    report: (lease, { progress, checkpoint }, now) =>
      updateLeased(lease, { progress, checkpoint, heartbeatAt: now.toISOString() }),

    async end(lease, ending, now) {
      const endedAt = now.toISOString();
      await updateLeased(
        lease,
        { ...ending, endedAt },
        (record) =>
          record.attempts === lease.attempt && record.status === ending.status && record.endedAt === endedAt,
      );
    },

    async abandon(jobId, failure, now) {
      const ended =
        (await end(jobId, 'canceled', failure, now)) ?? (await end(jobId, 'failed', failure, now));
      if (ended) return ended.status;
      const job = await get(jobId);
      if (!job) throw new AppError('not-found', 'job.not-found', { detail: 'No job with this id exists.' });
      return job.status;
    },
  };
}

function expressions({ set, setOnce = {}, statuses, attempt, startsAttemptOf }: Update) {
  const values = Object.entries({ ...set, ...setOnce }).filter(([, value]) => value !== undefined);
  const sets = values.map(([name]) =>
    name in setOnce ? `#${name} = if_not_exists(#${name}, :${name})` : `#${name} = :${name}`,
  );
  const inStatus = statuses.map((_, index) => `:in${index}`).join(', ');
  const starts = startsAttemptOf !== undefined;
  return {
    UpdateExpression: `SET ${sets.join(', ')} ADD #version :one${starts ? ', #attempts :one' : ''}`,
    ConditionExpression:
      `#status IN (${inStatus})` +
      (attempt === undefined ? '' : ' AND #attempts = :attempt') +
      (starts ? ' AND (attribute_not_exists(#task) OR #task <> :task)' : ''),
    ExpressionAttributeNames: {
      '#status': 'status',
      '#version': 'version',
      ...((starts || attempt !== undefined) && { '#attempts': 'attempts' }),
      ...Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ':one': 1,
      ...(attempt !== undefined && { ':attempt': attempt }),
      ...Object.fromEntries(statuses.map((status, index) => [`:in${index}`, status])),
      ...Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
    },
    ReturnValues: 'ALL_NEW' as const,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}
