export { captureMetrics, type MetricLine } from './capture-metrics.ts';
export { inMemoryEncryptionKey } from './in-memory-encryption-key.ts';
export { inMemoryRecordRepository } from './in-memory-record-repository.ts';
export { fixedClock } from './fixed-clock.ts';
export { lambdaContext, proxyEvent } from './lambda-events.ts';
export { captureLogLines, type LoggedLine } from './capture-log-lines.ts';
export { conflictingDynamoDb, conflictingTransport } from './conflicting-transport.ts';
export { dropResponses } from './drop-responses.ts';
export { waitForCompletion } from './wait-for-completion.ts';
export { NOON, purchaseEvents } from './purchase-events.ts';
export {
  AUTHENTICATOR_SECRET,
  getMachineToken,
  signIn,
  type IdentityAccess,
  type SeededAccount,
} from './sign-in.ts';
export { totp } from './totp.ts';
export { recordingTopic } from './recording-topic.ts';
export {
  scriptedServer,
  type ReceivedRequest,
  type ScriptedResponse,
  type ScriptedServer,
} from './scripted-server.ts';
export { seededRandom } from './seeded-random.ts';
export { inMemoryIdempotency } from './in-memory-idempotency.ts';
export { inMemoryRateLimit } from './in-memory-rate-limit.ts';
export { waitUntil } from './wait-until.ts';
export {
  connectToCloud,
  machineClients,
  runningCloud,
  type ApiResponse,
  type RecordedSpan,
  type RunningCloud,
  type SeededUser,
} from './running-cloud.ts';
export { maxJsonBytes } from './schema-bounds.ts';
