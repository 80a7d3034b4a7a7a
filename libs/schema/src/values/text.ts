/**
 * Human text: well-formed Unicode (no lone surrogate), no control characters, no noncharacters (which SQS refuses), and
 * at least one visible character. A line has no line break either.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const line =
  /^(?=.*[^\s\p{Cf}\p{Default_Ignorable_Code_Point}])[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]+$/u;

/** A {@link line} with line feeds. */
export const text =
  /^(?=[^]*[^\s\p{Cf}\p{Default_Ignorable_Code_Point}])(?:\n|[^\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}])+$/u;

/** Removes the white space around a value, which is usually a slip of typing or pasting. */
export const trim = (value: string): string => value.trim();

/** Trims a text, and converts its line breaks to line feeds. */
export const trimLines = (value: string): string => value.trim().replaceAll(/\r\n?/g, '\n');
