export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

/** A stream record as GetRecords returns it and Lambda receives it. */
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

/** Reads the records of one shard. */
export interface ShardReader {
  /** Reads at most `limit` records; empty when there are no new records. */
  next(limit: number): Promise<readonly StreamRecord[]>;
  /** Whether the last read reached the newest record at that time. */
  isAtEnd(): boolean;
}

/** DynamoDB Streams, for event source mappings. */
export interface TableStreams {
  listShards(streamArn: string): Promise<readonly string[]>;
  /** @param after the sequence number of the last processed record; undefined starts at TRIM_HORIZON */
  openShard(position: { streamArn: string; shardId: string; after: string | undefined }): ShardReader;
  /** The trace header of the call that wrote the change of a record, if it is known. */
  causeOf(record: StreamRecord): string | undefined;
  /** Calls the listener after each write to the table of the stream. @returns a function that removes the listener */
  onWrite(streamArn: string, listener: () => void): () => void;
}
