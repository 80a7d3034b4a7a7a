/**
 * @returns whether a stage is the preview of a pull request, `pr-7`: it holds made-up data, nobody depends on it, and it
 *   goes when the pull request is closed (.github/workflows/preview.yml)
 */
export const isPreview = (stage: string): boolean => /^pr-\d+$/.test(stage);
