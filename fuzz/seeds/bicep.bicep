param stage string = 'test'
@secure()
param password string
var name = 'shop-${stage}'
resource app 'Microsoft.Web/sites@2023-12-01' = if (stage == 'production') {
  name: name
  properties: {
    httpsOnly: true
    siteConfig: { appSettings: [ { name: 'A', value: '''b''' } ] }
  }
  resource slot 'slots' = { name: 'staging' }
}
module net './net.bicep' = [for i in range(0, 2): { name: 'net${i}' }]
output id string = app.?id ?? ''
