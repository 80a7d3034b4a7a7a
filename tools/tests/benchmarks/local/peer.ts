import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

/** Another local AWS that serves the same bundle. */
export interface Peer {
  readonly name: string;
  /** The route of the product. */
  readonly url: string;
  /** Its process; the others are children. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** What a peer serves: one function behind one route, with the item that it reads. */
export interface Workload {
  readonly bundlePath: string;
  readonly configuration: FunctionConfiguration;
  readonly productId: string;
  /** The endpoint of the local cloud, which has the table. */
  readonly endpointUrl: string;
}

export const developer = { accessKeyId: 'developer', secretAccessKey: 'developer' };
export const REGION = 'us-east-1';

const START_LIMIT_MILLISECONDS = 60_000;

/** Waits until a URL answers with 200. @throws Error after a minute */
export async function answering(url: string): Promise<void> {
  const giveUpAt = Date.now() + START_LIMIT_MILLISECONDS;
  let last = 'no answer';
  while (Date.now() < giveUpAt) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return void (await response.arrayBuffer());
    last = response === undefined ? last : `${response.status} ${(await response.text()).slice(0, 300)}`;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} did not answer in time: ${last}`);
}
