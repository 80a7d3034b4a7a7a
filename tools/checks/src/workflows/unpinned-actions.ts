/**
 * Finds actions that are used by tag or branch. A tag can be moved to other code, a commit cannot. Actions inside the
 * repository (`./…`) change together with the workflow.
 * https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions
 *
 * @param source  the text of a workflow
 * @returns the actions and the lines that use them
 */
export const unpinnedActions = (source: string): { line: number; action: string }[] =>
  source.split('\n').flatMap((text, index) => {
    const action = /^\s*(?:-\s+)?uses:\s*["']?([^\s"'#]+)/.exec(text)?.[1];
    const isPinned = !action || action.startsWith('./') || /@[0-9a-f]{40}$/.test(action);
    return isPinned ? [] : [{ line: index + 1, action }];
  });
