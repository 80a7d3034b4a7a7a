export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const developerCredentials: Credentials = { accessKeyId: 'developer', secretAccessKey: 'developer' };
