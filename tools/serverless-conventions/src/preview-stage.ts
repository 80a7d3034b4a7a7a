/**
 * @returns whether a stage is the preview of a pull request, such as `pr-7`. It contains test data only, and is removed
 *   when the pull request is closed (.github/workflows/preview.yml).
 */
export const isPreview = (stage: string): boolean => /^pr-\d+$/.test(stage);
