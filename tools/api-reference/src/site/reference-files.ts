import { serviceDocuments } from '../../../build/src/bundler/openapi/service-documents.ts';
import { readGuides } from './read-guides.ts';
import { referenceDocument } from './reference-document.ts';
import { referenceSite } from './reference-site.ts';

/**
 * @param root  the root of the workspace, whose services are built
 * @returns the files of the reference, made from the current documents and guides, by path
 */
export const referenceFiles = (root: string): Map<string, string> =>
  referenceSite({ document: referenceDocument(serviceDocuments(root)), guides: readGuides(root) });
