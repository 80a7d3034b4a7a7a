import { AwsError } from '../../contract/aws-error.ts';

/** An email template from `AWS::SES::Template` or inline in a request. */
export interface EmailTemplate {
  readonly subject: string;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

/**
 * Replaces `{{name}}` and `{{customer.name}}` with values of the template data, a JSON text. SES uses Handlebars, whose
 * blocks are not supported locally.
 *
 * @throws AwsError BadRequestException when the data is not a JSON object or lacks a name, or when the template has a block
 */
export function renderTemplate(template: EmailTemplate, templateData: string | undefined): EmailTemplate {
  const data = parseData(templateData ?? '{}');
  return {
    subject: render(template.subject, data),
    text: template.text === undefined ? undefined : render(template.text, data),
    html: template.html === undefined ? undefined : render(template.html, data, escapeHtml),
  };
}

function parseData(templateData: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(templateData);
    if (typeof data === 'object' && data !== null && !Array.isArray(data))
      return data as Record<string, unknown>;
  } catch {
    // Reported below, as for JSON that is not an object.
  }
  throw new AwsError('BadRequestException', 'TemplateData is not a JSON object.');
}

function render(text: string, data: Record<string, unknown>, escape = unchanged): string {
  return text.replaceAll(/\{\{(\{?)\s*([^{}]+?)\s*\}?\}\}/g, (_match, raw: string, name: string) => {
    if (/^[#/^>!&]/.test(name)) {
      throw new AwsError(
        'BadRequestException',
        `{{${name}}} is not supported locally. Use only {{name}} in templates.`,
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

const unchanged = (text: string): string => text;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] as string);
