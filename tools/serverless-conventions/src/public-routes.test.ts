import { describe, expect, it } from '@jest/globals';
import type { Template } from './template.ts';
import { copyPublicRouteReasons } from './public-routes.ts';

const method = (HttpMethod: string, resource: string, AuthorizationType = 'NONE') => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: { HttpMethod, ResourceId: { Ref: resource }, AuthorizationType },
});
const part = (PathPart: string, parent: object) => ({
  Type: 'AWS::ApiGateway::Resource',
  Properties: { PathPart, ParentId: parent },
});
const template = (): Template => ({
  Resources: {
    Root: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
    Seats: part('seats', { 'Fn::GetAtt': ['Root', 'RootResourceId'] }),
    Seat: part('{seatId}', { Ref: 'Seats' }),
    ListSeats: method('GET', 'Seats'),
    GetSeat: method('GET', 'Seat'),
    HeadSeat: method('HEAD', 'Seat'),
    SellSeat: method('POST', 'Seat', 'COGNITO_USER_POOLS'),
  },
});

describe('copyPublicRouteReasons', () => {
  it('adds the reason to GET and HEAD with that path only', () => {
    const api = template();
    copyPublicRouteReasons(api, { 'GET /seats/{seatId}': 'seat plans are public' });
    expect(api.Resources['GetSeat']!.Metadata).toEqual({ publicBecause: 'seat plans are public' });
    expect(api.Resources['HeadSeat']!.Metadata).toEqual({ publicBecause: 'seat plans are public' });
    expect(api.Resources['ListSeats']).not.toHaveProperty('Metadata');
  });

  it.each([
    ['DELETE /seats/{seatId}', 'which does not exist'],
    ['POST /seats/{seatId}', 'which has an authorizer'],
  ])('rejects %s', (route, message) =>
    expect(() => copyPublicRouteReasons(template(), { [route]: 'some reason' })).toThrow(message),
  );
});
