export {
  documentClient,
  notificationClient,
  parameterClient,
  queueClient,
  workflowClient,
} from './clients.ts';
export { isConditionFailure, transactionFailures } from './dynamodb/conditions.ts';
export { recordTable, type ListQuery, type RecordTable, type Versioned } from './dynamodb/record-table.ts';
export { eventTopic, type EventTopic } from './event-topic.ts';
export { parameterStore } from './parameter-store.ts';
export { messageQueue, type MessageQueue } from './message-queue.ts';
export { workflow, type Workflow } from './workflow.ts';
