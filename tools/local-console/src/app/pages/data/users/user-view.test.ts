import { describe, expect, it } from '@jest/globals';
import { getAttribute, toMfaText, toStatusText } from './user-view.ts';

describe('a user', () => {
  it('has attributes', () => {
    const user = { Attributes: [{ Name: 'email', Value: 'ada@example.com' }] };
    expect(getAttribute(user, 'email')).toBe('ada@example.com');
    expect(getAttribute(user, 'name')).toBe('');
  });

  it('has a status in words', () => {
    expect(toStatusText({ Username: 'ada', UserStatus: 'FORCE_CHANGE_PASSWORD' })).toBe(
      'force change password',
    );
    expect(toStatusText({ Username: 'ada', UserStatus: 'CONFIRMED', Enabled: false })).toBe('disabled');
  });

  it('names its second factors', () => {
    expect(toMfaText({ UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] })).toBe('authenticator app');
    expect(toMfaText({})).toBe('none');
  });
});
