import type { RecordKind } from '../../../models/records.js'

interface RecordPattern {
  readonly kind: RecordKind
  /** Whole documents with such a path. All patterns are tried on texts in lower case. */
  readonly path?: RegExp
  /** Paths that only look alike. */
  readonly except?: RegExp
  /** Parts of any document that is opened. */
  readonly heading?: RegExp
  /** What must stand in the document or the part. */
  readonly text?: RegExp
}

/** By which names and headings documents say what they are about; a document may be several things. */
export const RECORD_PATTERNS: readonly RecordPattern[] = [
  {
    kind: 'delivery',
    path: /(?:^|[/_.-])(?:deploy(?:ment|ments|ing)?|releas(?:e|ing)|delivery|ci[-_]?cd|pipelines?|ci)(?:[_.-](?:[^\W_]+[_.-]){0,4}|\.)(?:md|markdown|rst|adoc|txt)$|(?:^|\/)(?:how[-_]?to[-_]?)?release(?:s|ing)?\.(?:md|rst|adoc|txt)$/,
    except:
      /notes|changelog|history|template|policy|schedule|(?:^|\/)(?:blog|releases?|changes|adrs?|decisions|rfcs?|proposals?)\/|\d\.\d/,
  },
  {
    kind: 'delivery',
    heading:
      /^(?:\S{1,3} )?(?:\d[\d.]* )?(?:(?:how (?:to|we)|the|our|making|cutting|creating|publishing) )?(?:an? |new )*(?:deploy(?:ment|ments|ing|s)?|releas(?:es?|ing)|delivery|ci ?(?:\/|&|and)? ?cd|ci|pipelines?|continuous (?:delivery|deployment|integration))\b(?!.*\b(?:notes?|history|page|badge)\b)/,
  },
  {
    kind: 'decision',
    path: /(?:^|\/)(?:adrs?|decisions|decision-records|architecture-decisions)\/[^/\d]*\d[^/]*\.(?:md|rst|adoc)$/,
    except: /template/,
  },
  {
    kind: 'support',
    path: /^(?:\.github\/|docs?\/)?(?:support|deprecat\w*|(?:version|release|lifecycle|life-cycle|eol|end-of-life|support|deprecation|compatibility)[-_](?:support|policy|lifecycle|schedule|matrix))\.(?:md|rst|adoc|txt)$/,
    text: /\bversions?\b|\breleases?\b|\bdeprecat|\bend[- ]of[- ]life|\blts\b/,
  },
  {
    kind: 'support',
    heading:
      /\bsupported (?:\w+ )?(?:versions|releases|branches)|\b(?:version|release) support\b|\bsupport(?:ed)? (?:policy|lifecycle|schedule|window|matrix)|\bdeprecat(?:ion|ions|ed)\b(?! warning)|\bend[- ]of[- ](?:life|support)\b|\bversion(?:ing)? (?:policy|lifecycle)|\brelease (?:lifecycle|policy|cadence and support)/,
  },
  {
    kind: 'threat-model',
    path: /threat[-_ ]?(?:model|dragon|analysis)[^/]*\.(?:md|markdown|rst|adoc|txt|json|ya?ml|tm7|py|pdf|html)$|\.tm7$|(?:^|\/)threagile\.ya?ml$|(?:^|\/)threat[-_]?models?\/[^/]+\.(?:md|json|ya?ml|py|rst|adoc)$|(?:^|\/)security[-_](?:design|architecture|self-?assessment|assessment|model)\.(?:md|rst|adoc)$|(?:^|\/)risk[-_](?:assessment|register|analysis)\.(?:md|rst|adoc|ya?ml|json|csv)$/,
    except: /template|\.(?:test|spec)\./,
  },
  {
    kind: 'threat-model',
    heading: /\bthreat model|\bstride\b|\battack (?:surface|trees?)\b|\bsecurity risk assessment/,
  },
  {
    kind: 'recovery-objectives',
    path: /(?:^|\/)(?:docs?|documentation|ops|operations|runbooks?)\/.*\.(?:md|rst|adoc)$|(?:^|\/)(?:disaster[-_]?recovery|recovery|business[-_]continuity|bcp|drp?)\.(?:md|rst|adoc)$/,
    text: /\b(?:rto|rpo|recovery (?:time|point) objective)\b/,
  },
  { kind: 'recovery-objectives', heading: /\b(?:rto|rpo|recovery (?:time |point )?objectives?)\b/ },
  {
    kind: 'incident-plan',
    path: /(?:^|\/)(?:incident[-_](?:response|management|plan|process|handling|procedures?)[^/]*|on-?call[^/]*|escalation[^/]*|incident-?runbook|pager-?duty[^/]*)\.(?:md|rst|adoc|txt)$/,
    except: /template|post-?mortem/,
  },
  {
    kind: 'incident-plan',
    heading:
      /\bincident (?:response|management|process|roles|handling)|\bon-?call\b|\bescalation (?:paths?|policy|policies|matrix|process|procedures?|plan|chain|contacts?|steps|levels?)\b|^escalations?$/,
  },
  {
    kind: 'post-incident',
    path: /(?:^|\/)(?:post-?mortems?|incidents?|incident-reports|retrospectives?|retros|outages)\/(?:[^/]+\/)?[^/]+\.(?:md|rst|adoc)$|(?:^|\/)\.github\/issue_template\/[^/]*(?:post-?mortem|incident|retro)[^/]*\.(?:md|ya?ml)$|(?:^|\/)post-?mortem[^/]*\.(?:md|rst|adoc)$/,
    except: /(?:^|\/)(?:readme|index)\.|(?:^|\/)(?:src|lib|app|pages|components|content|blog)\//,
  },
]

/** Documents in which headings are looked at: those at the root, of the host's folder and of documentation. */
export const OPENED =
  /^(?:[^/]+|(?:\.github|\.gitlab|docs?|documentation|wiki|handbook|ops|operations|runbooks?|playbooks?|security|architecture|dev(?:elopment)?|contribut\w*|maintainers?)\/.*)\.(?:md|markdown|rst|adoc)$|^[^/]+\/(?:readme|security|contributing)\.(?:md|rst|adoc)$/

/** Texts that tell of versions or of other people's products, and templates to copy: their headings are not meant. */
export const NOT_OPENED =
  /(?:^|\/)(?:changelog|changes|history|news|licen[cs]e|releases?[-_]notes|copying|notice)[^/]*$|(?:^|\/)(?:blog|releases?|release[-_]notes|changelogs?|issue_template|pull_request_template|templates?|node_modules|i18n|locales?|translations?)\//
