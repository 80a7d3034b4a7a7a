export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

/** A stream record as GetRecords and Lambda know it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: string;
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly userIdentity?: { readonly principalId: string; readonly type: string };
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
}

/** Reads one shard from a position on. */
export interface ShardReader {
  /** The next records, at most so many; an empty list when there are none yet. */
  next(limit: number): Promise<readonly StreamRecord[]>;
}

/** The streams of the tables, for whoever delivers their records. */
export interface TableStreams {
  shards(streamArn: string): Promise<readonly string[]>;
  /** @param after the sequence number of the last record that was handled; undefined begins with the oldest. */
  open(position: { streamArn: string; shardId: string; after: string | undefined }): ShardReader;
  /** Calls back soon after each write to the stream's table. @returns a function that ends it. */
  onWrite(streamArn: string, listener: () => void): () => void;
}
