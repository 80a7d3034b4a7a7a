import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { stockHandler } from './stock-handler.ts';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = stockHandler(async (input) => (await documents.send(new GetCommand(input))).Item);
