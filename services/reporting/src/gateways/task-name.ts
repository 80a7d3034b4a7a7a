import { randomUUID } from 'node:crypto';

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html
const metadataUrl = process.env['ECS_CONTAINER_METADATA_URI_V4'];

/** The ARN of the ECS task, or the process outside of ECS: process ids are used again, and that of a container is always 1. */
export async function taskName(): Promise<string> {
  if (metadataUrl === undefined) return `process:${process.pid}:${randomUUID()}`;
  const response = await fetch(`${metadataUrl}/task`, { signal: AbortSignal.timeout(2_000) });
  const { TaskARN } = (await response.json()) as { TaskARN: string };
  return TaskARN;
}
