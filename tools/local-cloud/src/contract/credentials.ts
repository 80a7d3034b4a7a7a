export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const developerCredentials: Credentials = { accessKeyId: 'developer', secretAccessKey: 'developer' };

/** The credentials that tutorials and tools for emulated AWS use. They also identify the developer. */
export const testCredentials: Credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
