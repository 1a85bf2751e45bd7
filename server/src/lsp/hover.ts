/** `textDocument/hover`: what VS Code does not print by itself of findings and suppressions, and where functions run. */
import { type CancellationToken, type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver/node';
import {
  type Finding,
  interleavingText,
  type ListedRule,
  type PictureTheme,
  type Range,
  type Suppression,
  summaryOfPage,
  suppressionsOf,
  type Witness,
  witnessPicture,
  witnessSentence,
} from '#analysis';
import { contextsSection, functionNamedAt } from './contexts.ts';
import type { Answerable, Inquiry } from './inquiry.ts';
import { type Link, type Paragraph, type Section, toMarkdown, toPlainText } from './markdown.ts';
import { type Pages, pageOf, theoryOf } from './pages.ts';
import { documentIn, positionIn } from './params.ts';
import { offsetAt, placeOf } from './source.ts';
import type { Presentation } from './to-lsp.ts';

type AnswerHover = (params: HoverParams, token: CancellationToken) => Promise<Hover | null>;

export function createHover(inquiry: Inquiry, presentation: Presentation): AnswerHover {
  const { client } = presentation;
  return async function hover(params, token) {
    const document = documentIn(params);
    const position = positionIn(params);
    const answer = await inquiry.about(document, token, (known) => {
      const witness = client.pictures && known.config.witness === 'picture' ? pictureFor(themeIn(params)) : block;
      const found = hoveredAt(known, offsetAt(known.part, position), { ...presentation, witness });
      const place = found === undefined ? undefined : placeOf(known.analysis.source, found.range);
      if (found === undefined || place === undefined) return null;
      const contents = client.markdownHover
        ? { kind: MarkupKind.Markdown, value: toMarkdown(found.sections) }
        : { kind: MarkupKind.PlainText, value: toPlainText(found.sections) };
      return { contents, range: place.range };
    });
    return answer ?? null;
  };
}

type ShowWitness = (witness: Witness) => Paragraph;

const block: ShowWitness = (witness) => ({ block: interleavingText(witness) });

function pictureFor(theme: PictureTheme): ShowWitness {
  return (witness) => ({ picture: witnessPicture(witness, theme), words: witnessSentence(witness) });
}

/** What our own extension says with each request. */
function themeIn(params: HoverParams & { readonly theme?: unknown }): PictureTheme {
  return params.theme === 'light' ? 'light' : 'dark';
}

interface HoverPresentation extends Presentation {
  readonly witness: ShowWitness;
}

interface Hovered {
  readonly range: Range;
  readonly sections: readonly Section[];
}

function hoveredAt({ analysis }: Answerable, offset: number, presentation: HoverPresentation): Hovered | undefined {
  const isHere = ({ range }: { readonly range: Range }): boolean => range.start <= offset && offset <= range.end;
  const findings = analysis.findings.filter(isHere);
  const named = functionNamedAt(analysis.module, offset);
  const contexts = named === undefined ? undefined : contextsSection(named.fn, analysis.locate);
  if (findings.length > 0) {
    const sections = findings.flatMap((finding) => sectionOf(finding, presentation, findings.length > 1) ?? []);
    return { range: findings.at(-1)!.range, sections: contexts === undefined ? sections : [...sections, contexts] };
  }
  if (named !== undefined && contexts !== undefined) return { range: named.name, sections: [contexts] };
  const suppression = suppressionsOf(analysis.module).find(isHere);
  if (suppression === undefined || suppression.rules.length === 0) return undefined;
  const ids = suppression.rules.filter(isHere);
  const { range } = ids[0] ?? suppression;
  return { range, sections: (ids.length > 0 ? ids : suppression.rules).map(suppressed(presentation)) };
}

function sectionOf(finding: Finding, presentation: HoverPresentation, isOneOfMany: boolean): Section | undefined {
  const { rules, pages } = presentation;
  const rule = rules.get(finding.rule);
  if (rule === undefined) return undefined;
  const { detail, instead, witness } = finding;
  return {
    ...(isOneOfMany ? { heading: rule.id } : {}),
    paragraphs: [
      detail ?? { text: summaryOfPage(rule.explanation) },
      ...(witness === undefined ? [] : [presentation.witness(witness)]),
      ...(instead === undefined ? [] : [{ label: 'Instead:', text: instead }]),
    ],
    links: linksOf(rule, pages),
  };
}

function suppressed({ rules, pages }: Presentation) {
  return ({ id }: Suppression['rules'][number]): Section => {
    const rule = rules.get(id);
    if (rule === undefined) return { heading: id, paragraphs: ['There is no such rule.'], links: [] };
    return { heading: id, paragraphs: [{ text: summaryOfPage(rule.explanation) }], links: linksOf(rule, pages) };
  };
}

function linksOf(rule: ListedRule, pages: Pages): Link[] {
  const theory = theoryOf(rule);
  return [
    ...(theory === undefined ? [] : [{ label: `Why: ${theory.title}`, target: pages.target(theory.page) }]),
    { label: rule.id, target: pages.target(pageOf(rule)) },
  ];
}
