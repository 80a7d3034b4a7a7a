import awsLite from '@aws-lite/client';
import dynamoDb from '@aws-lite/dynamodb';
import { stockHandler } from './stock-handler.ts';

const client = await awsLite({ endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB, plugins: [dynamoDb] });

export const handler = stockHandler(async (input) => (await client.DynamoDB.GetItem(input)).Item);
