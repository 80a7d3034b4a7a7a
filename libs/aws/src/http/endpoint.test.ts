import { describe, expect, it } from '@jest/globals';
import { toEndpoint } from './endpoint.ts';

const sns = { hostPrefix: 'sns', environmentName: 'SNS', signingName: 'sns' };

describe('toEndpoint', () => {
  it.each([
    ['eu-west-1', 'https://sns.eu-west-1.amazonaws.com/'],
    ['cn-north-1', 'https://sns.cn-north-1.amazonaws.com.cn/'],
  ])('is the public endpoint in %s', (region, url) => {
    expect(toEndpoint(sns, region, {}).href).toBe(url);
  });

  it('prefers the configuration, then the variable of the service, then that of all services', () => {
    const environment = { AWS_ENDPOINT_URL: 'http://all:1', AWS_ENDPOINT_URL_SNS: 'http://one:2' };
    expect(toEndpoint(sns, 'eu-west-1', environment, 'http://own:3').host).toBe('own:3');
    expect(toEndpoint(sns, 'eu-west-1', environment).host).toBe('one:2');
    expect(toEndpoint(sns, 'eu-west-1', { ...environment, AWS_ENDPOINT_URL_SNS: '' }).host).toBe('all:1');
  });
});
