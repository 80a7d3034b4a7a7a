import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A service of a workspace of its own that shares this one's libraries, tools and packages. */
export interface TemporaryService {
  readonly folder: string;
  write(files: Readonly<Record<string, string>>): void;
  /** @throws Error with what the build said */
  build(): void;
  /** Runs a program in the service's folder, by default the build. */
  run(...args: string[]): { status: number | null; output: string };
  remove(): void;
}

/**
 * @param name   of the service and its folder
 * @param files  contents by path inside the service
 */
export function temporaryService(name: string, files: Readonly<Record<string, string>>): TemporaryService {
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-')));
  for (const shared of ['node_modules', 'libs', 'tools', '.github', 'package.json']) {
    symlinkSync(join(workspaceRoot, shared), join(workspace, shared));
  }
  const folder = join(workspace, 'services', name);
  const write = (contents: Readonly<Record<string, string>>) => {
    for (const [path, content] of Object.entries(contents)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  };
  write(files);
  const run: TemporaryService['run'] = (...args) => {
    const program =
      args.length > 0 ? args : [join(workspaceRoot, 'tools/build/src/bundler/build-service.ts')];
    const { NODE_OPTIONS: _jestOptions, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, program, {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    return { status, output: stdout + stderr };
  };
  return {
    folder,
    write,
    run,
    build() {
      const { status, output } = run();
      if (status !== 0) throw new Error(output);
    },
    remove: () => rmSync(workspace, { recursive: true }),
  };
}

const conventions = '../../tools/serverless-conventions';

/** A small service: one function with an http event that writes a table, one that consumes a queue. */
export const ticketsService: Readonly<Record<string, string>> = {
  'serverless.yml': `
service: tradewind-tickets
plugins: \${file(${conventions}/plugins.yml)}
provider: \${file(${conventions}/provider.yml)}
functions:
  book-ticket:
    handler: dist/book-ticket.handler
    events:
      - http:
          method: post
          path: /shows/{showId}/tickets
          authorizer: \${file(${conventions}/authorizers.yml):customer}
    environment: { TICKETS_TABLE: !Ref TicketsTable }
    iamRoleStatements: [{ Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt TicketsTable.Arn }]
  on-sold:
    handler: dist/on-sold.handler
    events: [{ sqs: { arn: !GetAtt SoldQueue.Arn, functionResponseType: ReportBatchItemFailures } }]
resources:
  Resources:
    SoldQueue: { Type: AWS::SQS::Queue }
    TicketsTable:
      Type: AWS::DynamoDB::Table
      DeletionPolicy: Retain
      UpdateReplacePolicy: Retain
      Properties:
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions: [{ AttributeName: ticketId, AttributeType: S }]
        KeySchema: [{ AttributeName: ticketId, KeyType: HASH }]
`,
  'api.yml': `
title: Tickets
description: Tickets of shows.
tags: { Tickets: Seats of a show. }
`,
  'src/models/ticket.ts': `
import { Type, type Static } from 'typebox';
export const NewTicket = Type.Object({
  seat: Type.String({ minLength: 1 }),
  email: Type.String({ format: 'email' }),
  row: Type.Optional(Type.Integer({ exclusiveMinimum: 0 })),
}, { title: 'NewTicket', examples: [{ seat: '1A', email: 'ada@shop.example' }] });
export type NewTicket = Static<typeof NewTicket>;
export const label = ({ seat }: NewTicket) => 'seat ' + seat;
`,
  'src/handlers/book-ticket.schema.ts': `
import { customer, httpRequest } from '#libs/lambda';
import { Type } from 'typebox';
import { NewTicket } from '../models/ticket.ts';
export default httpRequest({
  tag: 'Tickets',
  summary: 'Book a seat',
  description: 'Books a seat of a show.',
  access: customer,
  body: NewTicket,
  path: Type.Object({ showId: Type.String({ examples: ['s1'] }) }),
  query: Type.Object({ copies: Type.Integer({ description: 'How many.', default: 1 }) }),
  headers: Type.Object({ 'idempotency-key': Type.String() }),
  responses: { 201: NewTicket },
});
`,
  'src/handlers/book-ticket.ts': `
import { label, type NewTicket } from '../models/ticket.ts';
import request from './book-ticket.schema.ts';
export const handler = async (event: { body: NewTicket }) => {
  const fits = request.validate(event);
  return { fits, errors: request.validate.errors, label: fits && label(event.body), declared: Object.keys(request) };
};
`,
  'src/handlers/on-sold.ts': `
import { S3Client } from '@aws-sdk/client-s3';
const client = new S3Client({ region: 'eu-west-1' });
export const handler = async () => (await client.config.credentials()).accessKeyId;
`,
};
