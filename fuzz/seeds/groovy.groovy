@Library('shared@main') _
def names = ['a', "b ${env.X}", '''c
d''']
pipeline {
  agent { docker { image 'node:22' } }
  stages {
    stage('Test') {
      when { branch 'main'; not { changeRequest() } }
      steps { sh "npm test -- ${names.join(' ')}"; script { if (a && !b) { retry(3) { sh label: 'x', script: 'make' } } } }
    }
  }
  post { failure { mail to: 'a@example.com', subject: /re\/gex/ } }
}
