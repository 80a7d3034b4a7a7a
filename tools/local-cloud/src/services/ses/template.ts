import { AwsError } from '../../contract/aws-error.ts';

/** A template of e-mails, of AWS::SES::Template or given inline. */
export interface EmailTemplate {
  readonly subject: string;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

/**
 * Fills `{{name}}` and `{{customer.name}}` in from the template data, a JSON text. SES runs Handlebars: its blocks
 * are not run locally.
 *
 * @throws AwsError BadRequestException where the data is no JSON object, lacks a name, or the template has a block
 */
export function filledIn(template: EmailTemplate, templateData: string | undefined): EmailTemplate {
  const data = parsed(templateData ?? '{}');
  return {
    subject: fill(template.subject, data),
    text: template.text === undefined ? undefined : fill(template.text, data),
    html: template.html === undefined ? undefined : fill(template.html, data, escapedHtml),
  };
}

function parsed(templateData: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(templateData);
    if (typeof data === 'object' && data !== null && !Array.isArray(data))
      return data as Record<string, unknown>;
  } catch {
    // Said below, as for any other text.
  }
  throw new AwsError('BadRequestException', 'TemplateData is not a JSON object.');
}

function fill(text: string, data: Record<string, unknown>, escape = unescaped): string {
  return text.replaceAll(/\{\{(\{?)\s*([^{}]+?)\s*\}?\}\}/g, (_match, raw: string, name: string) => {
    if (/^[#/^>!&]/.test(name)) {
      throw new AwsError(
        'BadRequestException',
        `The local cloud fills in {{name}} only, and the template has {{${name}}}.`,
      );
    }
    const value = name
      .split('.')
      .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], data);
    if (value === undefined || value === null) {
      throw new AwsError('BadRequestException', `Attribute '${name}' is not present in the rendering data.`);
    }
    return raw === '' ? escape(String(value)) : String(value);
  });
}

const unescaped = (text: string): string => text;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
const escapedHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] as string);
