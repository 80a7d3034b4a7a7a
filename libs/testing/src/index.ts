export { emittedMetrics, type MetricLine } from './emitted-metrics.ts';
export { inMemoryRecordRepository } from './in-memory-record-table.ts';
export { fixedClock } from './fixed-clock.ts';
export { lambdaContext, proxyEvent } from './lambda-events.ts';
export { loggedLines, type LoggedLine } from './logged-lines.ts';
export { dropResponses } from './losing-answers.ts';
export { purchaseEnd } from './purchase-end.ts';
export { NOON, purchase } from './purchase-events.ts';
export { recordingTopic } from './recording-topic.ts';
export { replayOnce } from './replay-once.ts';
export { waitUntil } from './until.ts';
export {
  cloudAt,
  runningCloud,
  type ApiResponse,
  type RunningCloud,
  type SeededUser,
} from './running-cloud.ts';
