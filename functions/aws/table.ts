import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The one table and the client that reaches it. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

export function createTable(name: string): Table {
  return { client: new DynamoDBClient({}), name };
}
