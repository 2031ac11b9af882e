/**
 * The part of kafkajs 2.2.4 behind its front door that this adapter stands on: connections, authentication and metadata.
 * The version is pinned; `cluster.int-spec.ts` notices when these are not there any more.
 */
declare module 'kafkajs/src/cluster/index.js' {
  import type { ISocketFactory, Logger, RetryOptions, SASLOptions } from 'kafkajs';
  import type { ConnectionOptions } from 'node:tls';

  export interface RawBroker {
    readonly connectionPool: {
      send(protocol: unknown): Promise<unknown>;
      /** Reading has index 1, everything else 0. */
      getConnection(index?: number): Promise<unknown>;
    };
    initProducerId(request: {
      transactionalId: string | null;
      transactionTimeout: number;
    }): Promise<{ producerId: string; producerEpoch: number }>;
    listOffsets(request: {
      replicaId: number;
      isolationLevel: number;
      topics: { topic: string; partitions: { partition: number; timestamp: number }[] }[];
    }): Promise<{ responses: { topic: string; partitions: { partition: number; offset: string }[] }[] }>;
    offsetFetch(request: {
      groupId: string;
      topics: { topic: string; partitions: { partition: number }[] }[];
    }): Promise<{ responses: { topic: string; partitions: { partition: number; offset: string }[] }[] }>;
    deleteRecords(request: {
      topics: { topic: string; partitions: { partition: number; offset: number }[] }[];
    }): Promise<unknown>;
    disconnect(): Promise<void>;
  }

  export default class Cluster {
    constructor(options: {
      logger: Logger;
      socketFactory: ISocketFactory;
      brokers: string[];
      clientId: string;
      ssl?: ConnectionOptions | boolean | undefined;
      sasl?: SASLOptions | undefined;
      connectionTimeout: number;
      authenticationTimeout?: number;
      requestTimeout: number;
      enforceRequestTimeout: boolean;
      metadataMaxAge: number;
      retry: RetryOptions;
      allowAutoTopicCreation: boolean;
    });
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    addMultipleTargetTopics(topics: string[]): Promise<void>;
    refreshMetadata(): Promise<void>;
    refreshMetadataIfNecessary(): Promise<void>;
    removeBroker(destination: { host: string; port: number }): void;
    getNodeIds(): string[];
    findBroker(which: { nodeId: string }): Promise<RawBroker>;
    findGroupCoordinator(which: { groupId: string }): Promise<RawBroker>;
    findTopicPartitionMetadata(
      topic: string,
    ): { partitionId: number; leader: number; replicas: number[]; isr: number[] }[];
  }
}

declare module 'kafkajs/src/network/connection.js' {
  import type { Socket } from 'node:net';

  export default class Connection {
    readonly host: string;
    readonly port: number;
    readonly socket: Socket | undefined;
    readonly authHandlers: { onError(): void } | null;
    readonly requestQueue: { rejectAll(error: Error): void; destroy(): void };
    connectionStatus: 'connected' | 'disconnecting' | 'disconnected';
    authenticatedAt: [number, number] | null;
    /** What has come of an answer, and how much of it must be there to go on. */
    chunks: Buffer[];
    bytesBuffered: number;
    bytesNeeded: number;
    disconnect(): Promise<true>;
  }
}

/** The front door gives its errors away in a manner that an ES module can't name. */
declare module 'kafkajs/src/errors.js' {
  export { KafkaJSConnectionError } from 'kafkajs';
}
