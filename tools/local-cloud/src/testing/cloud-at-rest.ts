import { beforeAll } from '@jest/globals';
import { runningCloud } from '#libs/testing';

// What the file before set in motion is over: a webhook of its last order would reach the endpoints of this one.
beforeAll(() => runningCloud().settled());
