#!/usr/bin/env bash
# Runs claimdiff for a CI job: annotations on standard output, a summary where the job has one, and the reports as files.
#
# Reads CLAIMDIFF (the program) and the CLAIMDIFF_* variables that action.yml names. Where GITHUB_STEP_SUMMARY or GITHUB_OUTPUT are not
# set, nothing is written there. Ends with claimdiff's own exit status.
set -euo pipefail

arguments=("${CLAIMDIFF_COMMAND:-compare}")
for option in fail-on baseline config; do
  variable="CLAIMDIFF_${option^^}"
  variable="${variable//-/_}"
  if [[ -n "${!variable:-}" ]]; then
    arguments+=("--$option=${!variable}")
  fi
done
while IFS= read -r line; do
  [[ -z "$line" ]] || arguments+=("$line")
done <<<"${CLAIMDIFF_OPTIONS:-}"

reports="${CLAIMDIFF_REPORTS:-claimdiff-reports}"
mkdir -p "$reports"
arguments+=("--format=html=$reports/report.html" "--format=json=$reports/report.json")
arguments+=("--format=sarif=$reports/report.sarif" "--format=junit=$reports/report.xml")
if [[ -n "${GITHUB_STEP_SUMMARY:-}" ]]; then
  arguments+=("--format=markdown=$reports/summary.md")
fi
arguments+=("--format=github" --)
while IFS= read -r line; do
  [[ -z "$line" ]] || arguments+=("$line")
done <<<"${CLAIMDIFF_ARTICLES:-}"

status=0
"${CLAIMDIFF:-claimdiff}" "${arguments[@]}" || status=$?
# The summary belongs to all steps of a job: it is added to, never replaced.
if [[ -n "${GITHUB_STEP_SUMMARY:-}" && -f "$reports/summary.md" ]]; then
  cat "$reports/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
if [[ -n "${GITHUB_OUTPUT:-}" ]]; then
  echo "status=$status" >>"$GITHUB_OUTPUT"
fi
exit "$status"
