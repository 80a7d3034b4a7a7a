/** A violation that a check found. An error fails the run; a warning is only reported. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** The service, or the folder or file if no service has it: `orders`, `libs/lambda`. */
  readonly service: string;
  /** The logical id, function or event that violates a rule; absent if the whole service does. */
  readonly subject?: string;
  /** What is wrong, then what to do. */
  readonly message: string;
}

/** What a rule returns: the check adds the service. */
export type ServiceFinding = Omit<Finding, 'service'>;

export const error = (message: string, subject?: string): ServiceFinding => ({
  severity: 'error',
  message,
  ...(subject !== undefined && { subject }),
});

export const warning = (message: string, subject?: string): ServiceFinding => ({
  ...error(message, subject),
  severity: 'warning',
});

/** Formats a finding as one line: `error  orders/RefundsQueue  The queue is not encrypted. Set …`. */
export const findingLine = ({ severity, service, subject, message }: Finding): string =>
  `${severity}  ${[service, subject].filter(Boolean).join('/')}  ${message}`;
