import { describe, expect, it } from '@jest/globals';
import type { Template } from './osls.ts';
import { explainPublicRoutes } from './public-routes.ts';

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
    SellSeat: method('POST', 'Seat', 'COGNITO_USER_POOLS'),
  },
});

describe('public routes', () => {
  it('say why they are, each by its own path', () => {
    const api = template();
    explainPublicRoutes(api, { 'GET /seats/{seatId}': 'a plan of the hall hangs outside' });
    expect(api.Resources['GetSeat']!.Metadata).toEqual({ publicBecause: 'a plan of the hall hangs outside' });
    expect(api.Resources['ListSeats']).not.toHaveProperty('Metadata');
  });

  it.each([
    ['DELETE /seats/{seatId}', 'which is no route'],
    ['POST /seats/{seatId}', 'which has an authorizer'],
  ])('are not what %s is', (route, description) =>
    expect(() => explainPublicRoutes(template(), { [route]: 'some reason' })).toThrow(description),
  );
});
