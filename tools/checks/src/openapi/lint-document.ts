/** A violation of a linter's rule. */
export interface LintProblem {
  readonly rule: string;
  readonly message: string;
  /** A JSON pointer into the document. */
  readonly path: string;
}

/** A linter with its recommended rules. Warnings count as violations too. */
export type LintDocument = (document: object) => Promise<readonly LintProblem[]>;
