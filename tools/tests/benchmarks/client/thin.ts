import { dynamoDbClient } from '#libs/aws';
import { stockHandler } from './stock-handler.ts';

const tables = dynamoDbClient();

export const handler = stockHandler(async (input) => (await tables.get(input)).Item);
