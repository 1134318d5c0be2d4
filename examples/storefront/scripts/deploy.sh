#!/usr/bin/env bash
# Rolls one version of the storefront out to a namespace: deploy.sh <environment> <tag>
set -euo pipefail

environment=$1
tag=$2

kubectl --namespace "$environment" set image deployment/storefront app="registry.example.com/shop/storefront:$tag"
kubectl --namespace "$environment" rollout status deployment/storefront --timeout=5m
