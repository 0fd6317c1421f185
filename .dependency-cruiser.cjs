/** Who may import whom (docs/style.md, section 4). One table; everything below is derived from it. */
const MAY_IMPORT = {
  platform: [],
  contracts: [],
  'admin-client': [],
  'graph-comms': ['platform'],
  identity: ['platform'],
  policies: ['platform'],
  'media-hosts': ['platform', 'contracts'],
  recording: ['platform', 'graph-comms', 'policies', 'media-hosts'],
};
const APPS = {
  recorder: Object.keys(MAY_IMPORT).filter((lib) => lib !== 'admin-client'),
  'media-host': ['platform', 'contracts'],
  'graph-simulator': ['platform'],
  console: ['contracts', 'admin-client'],
};

const except = (names) => (names.length ? `(?!(?:${names.join('|')})/)` : '');

const libRules = Object.entries(MAY_IMPORT).map(([lib, allowed]) => ({
  name: `lib-${lib}`,
  comment: `libs/${lib} may import ${allowed.join(', ') || 'no other lib'}, and no app`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: `^(libs/${except([lib, ...allowed])}|apps/|migrations/|scripts/)`, pathNot: '\\.spec\\.ts$' },
}));

const appRules = Object.entries(APPS).map(([app, allowed]) => ({
  name: `app-${app}`,
  comment: `apps/${app} may import ${allowed.join(', ')}, and no other app`,
  severity: 'error',
  from: { path: `^apps/${app}/` },
  to: { path: `^(libs/${except(allowed)}|apps/${except([app])}|scripts/)` },
}));

const behindIndex = [...Object.keys(MAY_IMPORT)].map((lib) => ({
  name: `behind-index-${lib}`,
  comment: `libs/${lib} is reached through its index.ts`,
  severity: 'error',
  from: { pathNot: `^(libs/${lib}/|migrations/|test/)` },
  to: { path: `^libs/${lib}/src/(?!index\\.ts$)` },
}));

module.exports = {
  forbidden: [
    ...libRules,
    ...appRules,
    ...behindIndex,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-core',
      comment: 'Aggregates, events, errors and reactions import nothing from outside but AggregateRoot',
      severity: 'error',
      from: { path: '\\.(aggregate|events|errors|reactions)\\.ts$' },
      to: { dependencyTypes: ['npm', 'core'], pathNot: '@nestjs/cqrs' },
    },
    {
      name: 'typeorm-at-the-store',
      comment: 'TypeORM appears only in stores, mappings, entities, queries and platform',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '(\\.(store|mapping|entity|spec)\\.ts$|/queries/|^libs/platform/)' },
      to: { path: 'node_modules/(typeorm|pg)/' },
    },
    {
      name: 'console-types-only',
      comment:
        'Contracts are schemas, which check and weigh; the console needs to know what answers are, and asks with the client',
      severity: 'error',
      from: { path: '^apps/console/' },
      to: { path: '^libs/(?!admin-client/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'msal-in-graph-comms',
      comment:
        'The identity library stays behind AppTokens; a media host is another party with an identity of its own, and people sign in at the console',
      severity: 'error',
      from: { pathNot: '^(libs/graph-comms|apps/(media-host|console))/' },
      to: { path: 'node_modules/@azure/msal' },
    },
    {
      name: 'admin-client-anywhere',
      comment:
        'The client runs in browsers, too: nothing of Node, and no packages but the two that its own package.json names',
      severity: 'error',
      from: { path: '^libs/admin-client/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/(openapi-fetch|eventsource-parser)/' },
    },
    {
      name: 'no-tests-in-products',
      severity: 'error',
      from: { path: '^(apps|libs|migrations|scripts)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
