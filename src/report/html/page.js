// Filtering. The page is whole without it: the bar stays hidden then.
(() => {
  'use strict';
  const bar = document.getElementById('filter');
  if (!bar) return;
  // Letters as a search should see them: no signs above or below, no tatweel, one alef, one ya, one ta.
  const folded = (text) => text.normalize('NFKD').replace(/[\p{M}\u0640]/gu, '').replace(/\u0671/g, '\u0627')
    .replace(/\u0649/g, '\u064a').replace(/\u0629/g, '\u0647').toLowerCase();
  const groups = [...document.querySelectorAll('.g')].map((element) => ({
    element, relation: element.dataset.r, speakers: element.dataset.s.split(' '), outlets: element.dataset.o.split(' '),
    severity: Number(element.dataset.v), words: null,
  }));
  const sections = [...document.querySelectorAll('.rel')].map((element) => ({ element, groups: [] }));
  for (const group of groups) sections.find((s) => s.element.contains(group.element)).groups.push(group);
  const words = (group) => {
    group.words ??= folded([...group.element.querySelectorAll('h3, h4, .who, blockquote')].map((e) => e.textContent).join(' '));
    return group.words;
  };
  const { search, speaker, outlet, severity } = bar.elements;
  const boxes = [...bar.querySelectorAll('[name=relation]')];
  const output = bar.querySelector('output');
  const nothing = document.getElementById('nothing');
  const apply = () => {
    const relations = new Set(boxes.filter((b) => b.checked).map((b) => b.value));
    const terms = folded(search.value).split(/\s+/u).filter(Boolean);
    const fits = (group) => (boxes.length === 0 || relations.has(group.relation))
      && (!speaker?.value || group.speakers.includes(speaker.value))
      && (!outlet?.value || group.outlets.includes(outlet.value))
      && (!severity?.value || group.severity >= Number(severity.value))
      && terms.every((term) => words(group).includes(term));
    let shown = 0;
    for (const section of sections) {
      let here = 0;
      for (const group of section.groups) {
        const hidden = !fits(group);
        if (group.element.hidden !== hidden) group.element.hidden = hidden;
        if (!hidden) here += 1;
      }
      section.element.hidden = here === 0;
      shown += here;
    }
    nothing.hidden = shown > 0;
    output.textContent = output.dataset.shown.replace('{n}', shown).replace('{all}', groups.length);
  };
  // A link to a statement that the filter hides shows it.
  const reveal = () => {
    const goal = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const hidden = goal && goal.closest('[hidden]');
    if (hidden && bar.contains(hidden) === false) { bar.reset(); apply(); goal.scrollIntoView(); }
  };
  bar.addEventListener('input', apply);
  bar.addEventListener('reset', () => setTimeout(apply));
  bar.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', reveal);
  addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.closest('input, select, textarea')) {
      event.preventDefault();
      search.focus();
    } else if (event.key === 'Escape' && event.target === search) {
      search.value = '';
      apply();
    }
  });
  bar.hidden = false;
  apply();
})();
