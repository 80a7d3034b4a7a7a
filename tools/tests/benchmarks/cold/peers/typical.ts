/**
 * A peer: what a service on AWS usually has. Middy with Powertools' logger and metrics, and the SDK's document client,
 * bundled with esbuild as Powertools' and the SDK's documentation recommend.
 */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const logger = new Logger();
const metrics = new Metrics();
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics, { captureColdStartMetric: true }))
  .handler(async ({ pathParameters }) => {
    const productId = pathParameters?.['productId'];
    const get = new GetCommand({ TableName: process.env['STOCK_TABLE'], Key: { productId } });
    const { Item } = await documents.send(get);
    logger.info('stock read', { productId });
    metrics.addMetric('StockRead', MetricUnit.Count, 1);
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ productId, available: Item?.['available'] }),
    };
  });
